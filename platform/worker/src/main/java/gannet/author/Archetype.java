package gannet.author;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Maven's archetype `gannet-plugin-archetype`, written out without Maven: the same files with the same words put in.
final class Archetype {
    private static final String DESCRIPTOR = "/META-INF/maven/archetype-metadata.xml";
    private static final String RESOURCES = "/archetype-resources/";

    private final Element descriptor;

    private Archetype(Element descriptor) { this.descriptor = descriptor; }

    static Archetype open() {
        try (var in = resource(DESCRIPTOR)) {
            return new Archetype(DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in).getDocumentElement());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What stands for a word that nobody gave.
    String defaultOf(String property) {
        return elements(descriptor.getElementsByTagName("requiredProperty")).stream().filter(each -> each.getAttribute("key").equals(property))
                .map(each -> each.getElementsByTagName("defaultValue").item(0).getTextContent().strip()).findFirst().orElseThrow();
    }

    /// Writes the project into a folder that is not there yet.
    ///
    /// @param words what is put in for `${groupId}` and the like, `package` among them
    /// @return the files, relative to the folder
    List<Path> write(Path folder, Map<String, String> words) throws IOException {
        var written = new ArrayList<Path>();
        written.add(write(folder, "pom.xml", "pom.xml", words));
        for (var set : elements(descriptor.getElementsByTagName("fileSet"))) {
            var directory = set.getElementsByTagName("directory").item(0).getTextContent().strip();
            var below = directory.isEmpty() ? "" : directory + "/";
            var packages = set.getAttribute("packaged").equals("true") ? Objects.requireNonNull(words.get("package")).replace('.', '/') + "/" : "";
            for (var file : elements(set.getElementsByTagName("include"))) {
                var name = file.getTextContent().strip();
                written.add(write(folder, below + name, below + packages + name, words));
            }
        }
        return List.copyOf(written);
    }

    private static Path write(Path folder, String from, String to, Map<String, String> words) throws IOException {
        try (var in = resource(RESOURCES + from)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var name = to;
            for (var word : words.entrySet()) {
                text = text.replace("${" + word.getKey() + "}", word.getValue());
                name = name.replace("__" + word.getKey() + "__", word.getValue());
            }
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return folder.relativize(file);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Archetype.class.getResourceAsStream(name), () -> "gannet-plugin-archetype is not on the class path: no " + name);
    }

    private static List<Element> elements(NodeList nodes) {
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
