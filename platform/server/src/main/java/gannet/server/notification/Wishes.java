package gannet.server.notification;

import gannet.spi.Param;

/// What a person wants to be told, and how. Nobody gets mail who has not asked for it.
public record Wishes(
        @Param(value = "60", min = 0, max = 10_080, unit = "min", help = "You are told when a run has waited for so long; 0 for never") int waitMinutes,
        @Param(value = "EACH", help = "Which ends of runs are shown in the page") Ends pageEnds,
        @Param(value = "false", help = "Whether mail is sent to your address") boolean mail,
        @Param(value = "LAST", help = "Which ends of runs are told by mail") Ends mailEnds,
        @Param(value = "", help = "Address that is told by POST, such as https://chat.example.org/hooks/1; empty for none") String webhook,
        @Param(value = "LAST", help = "Which ends of runs are told to the webhook") Ends webhookEnds) {

    boolean inPage(Kind kind, boolean alone) { return pageEnds.wants(kind, alone); }

    /// An interruption mends itself, so it is shown in the page alone.
    boolean by(Channel channel, Kind kind, boolean alone) {
        return kind != Kind.INTERRUPTED && switch (channel) {
            case MAIL -> mail && mailEnds.wants(kind, alone);
            case WEBHOOK -> !webhook.isEmpty() && webhookEnds.wants(kind, alone);
        };
    }
}
