package gannet.server.film;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/// A moving GIF, written picture by picture, that begins again when it has ended.
final class GifFile implements AutoCloseable {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    private static final byte[] FOR_EVER = {1, 0, 0};

    private final ImageOutputStream out;
    private final ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    private boolean first = true;

    GifFile(Path file) throws IOException {
        out = ImageIO.createImageOutputStream(file.toFile());
        writer.setOutput(out);
        writer.prepareWriteSequence(null);
    }

    /// @param hundredths of a second for which it stands    @param comment in words of ASCII; empty for none
    void add(BufferedImage picture, int hundredths, String comment) throws IOException {
        var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
        describe(metadata, hundredths, comment);
        writer.writeToSequence(new IIOImage(picture, null, metadata), null);
        first = false;
    }

    private void describe(IIOMetadata metadata, int hundredths, String comment) throws IOException {
        var root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        var control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Integer.toString(hundredths));
        if (first) {
            var loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(FOR_EVER);
            child(root, "ApplicationExtensions").appendChild(loop);
        }
        if (!comment.isEmpty()) {
            var said = new IIOMetadataNode("CommentExtension");
            said.setAttribute("value", new String(comment.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
            child(root, "CommentExtensions").appendChild(said);
        }
        metadata.setFromTree(FORMAT, root);
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        var found = root.getElementsByTagName(name);
        if (found.getLength() > 0) {
            return (IIOMetadataNode) found.item(0);
        }
        var made = new IIOMetadataNode(name);
        root.appendChild(made);
        return made;
    }

    void end() throws IOException { writer.endWriteSequence(); }

    @Override public void close() throws IOException {
        writer.dispose();
        out.close();
    }
}
