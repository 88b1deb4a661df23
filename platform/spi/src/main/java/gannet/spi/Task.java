package gannet.spi;

/// What a person comes to a GAN for.
public enum Task {
    GENERATE("From noise", "New pictures like those you have"),
    TRANSLATE("Picture to picture", "One kind of picture turned into another"),
    ENLARGE("Enlarge", "Small pictures made large, with detail"),
    TEXT_TO_IMAGE("From text", "Pictures drawn from a sentence"),
    SHAPE_3D("3D", "Solid objects");

    private final String title;
    private final String help;

    Task(String title, String help) {
        this.title = title;
        this.help = help;
    }

    public String title() { return title; }

    public String help() { return help; }
}
