package gannet.ui.queue;

import java.time.Duration;
import java.util.Arrays;

/// How much time the lanes show.
enum Window {
    HOUR("1h", "1 h", Duration.ofMinutes(15), Duration.ofMinutes(45)),
    DAY("12h", "12 h", Duration.ofHours(3), Duration.ofHours(9)),
    DAYS("3d", "3 days", Duration.ofHours(18), Duration.ofHours(54));

    private final String address;
    private final String title;
    private final Duration back;
    private final Duration ahead;

    Window(String address, String title, Duration back, Duration ahead) {
        this.address = address;
        this.title = title;
        this.back = back;
        this.ahead = ahead;
    }

    String address() { return address; }

    String title() { return title; }

    Duration back() { return back; }

    Duration ahead() { return ahead; }

    static Window of(String address) { return Arrays.stream(values()).filter(window -> window.address.equals(address)).findFirst().orElse(DAY); }
}
