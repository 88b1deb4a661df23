package gannet.server;

import gannet.server.account.Accounts;
import gannet.server.account.OpenId;
import gannet.server.account.Policy;
import gannet.server.activity.Activities;
import gannet.server.compute.Devices;
import gannet.server.dataset.DataSets;
import gannet.server.doctor.Doctor;
import gannet.server.experiment.Experiments;
import gannet.server.experiment.Forecasts;
import gannet.server.experiment.Runs;
import gannet.server.file.FileShelf;
import gannet.server.gallery.Gallery;
import gannet.server.notification.Notifications;
import gannet.server.plugin.Plugins;
import gannet.server.plugin.Variants;
import gannet.server.progress.Progress;
import gannet.server.queue.History;
import gannet.server.queue.Outlook;
import gannet.server.queue.Queue;
import gannet.server.queue.Rulebook;
import gannet.server.queue.Timetable;
import gannet.server.queue.Usage;
import gannet.server.retention.DiskUse;
import gannet.server.retention.Retention;
import gannet.server.share.Shares;
import gannet.server.table.RunMarks;
import gannet.server.table.RunTable;
import gannet.server.team.AuditLog;
import gannet.server.team.Moves;
import gannet.server.team.Projects;
import gannet.server.team.Teams;
import gannet.server.together.Comments;
import gannet.server.transfer.Transfers;
import gannet.server.vote.BlindTests;
import java.util.Optional;

/// The public doors of the server's features, for pages and routes.
public record Services(
        Accounts accounts, Policy policy, Teams teams, Projects projects, Moves moves, AuditLog audit, Variants variants, DataSets dataSets, FileShelf files,
        Experiments experiments, Forecasts forecasts, Runs runs, Queue queue, Outlook outlook, Usage usage, Rulebook rulebook,
        Timetable timetable, History history, Progress progress, Devices devices, Notifications notifications, Gallery gallery,
        RunTable table, RunMarks marks, Doctor doctor,
        Retention retention, DiskUse diskUse, Optional<OpenId> openId,
        Comments comments, Shares shares, BlindTests blindTests, Activities activities, Transfers transfers, Plugins plugins) {}
