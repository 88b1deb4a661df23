package gannet.server;

import gannet.server.notification.MailTls;
import gannet.spi.Param;

/// How a server is run: flags of `./gannet start`, keys of `gannet.properties` in the data directory, and environment
/// variables (`GANNET_DATABASE_URL`) alike.
public record ServerSettings(
        @Param(value = "8080", min = 0, max = 65535, help = "Port of pages and REST; 0 takes a free one") int port,
        @Param(value = "127.0.0.1", help = "Address to listen on; nothing beyond this machine reaches the server unless you change it") String host,
        @Param(value = "", help = "Address people type, if a proxy stands in front, such as https://gannet.example.org; empty: made from host and port") String publicUrl,
        @Param(value = "", help = "PEM file with the server's certificate, and after it those of its issuers; empty: no TLS") String tlsCertificate,
        @Param(value = "", help = "PEM file with the certificate's private key (PKCS#8, not encrypted)") String tlsKey,
        @Param(value = "", help = "JDBC address of your own PostgreSQL, such as jdbc:postgresql://localhost/gannet; empty: a private one under the data directory") String databaseUrl,
        @Param(value = "", help = "User of your own PostgreSQL") String databaseUser,
        @Param(value = "", help = "Password of your own PostgreSQL; better given as GANNET_DATABASE_PASSWORD") String databasePassword,
        @Param(value = "", help = "Folder that all servers of one database share: data sets, files, plugins, runs; empty: the data directory") String sharedDir,
        @Param(value = "nvidia-smi", help = "NVIDIA's tool that lists the GPUs of this machine: its name, or its path") String nvidiaSmi,
        @Param(value = "0", min = 0, max = 64, help = "Runs that may train on the processor at once; 0 takes one for every four cores, at least one") int cpuSlots,
        @Param(value = "0", min = 0, max = 256, help = "Processor threads for each of them; 0 shares the cores out evenly") int cpuThreads,
        @Param(value = "3", min = 1, max = 100, help = "How often a run is started again after its worker was killed") int attempts,
        @Param(value = "2048", min = 1, max = 1_000_000, unit = "MB", help = "Largest file that may be uploaded") int uploadLimit,
        @Param(value = "1024", min = 0, max = 1_000_000, unit = "MB", help = "Room that stays free where runs are kept: with less, nothing is started; never more than a twentieth of the disk") int diskReserve,
        @Param(value = "bwrap", help = "Bubblewrap, the program that shuts uploaded plugins in while they are verified: its name, or its path; empty: they are not shut in") String bubblewrap,
        @Param(value = "", help = "PEM file with the certificates of those who may sign plugins; empty: plugins need no signature") String pluginSigners,
        @Param(value = "180", min = 10, max = 3600, unit = "s", help = "How long the verification of a plugin may take before it is ended and the plugin refused") int pluginPatience,
        @Param(value = "", help = "Mail server that takes what people want to be told by mail, such as mail.example.org; empty: no mail is sent") String mailHost,
        @Param(value = "587", min = 1, max = 65535, help = "Port of the mail server") int mailPort,
        @Param(value = "", help = "User of the mail server; empty: none is named") String mailUser,
        @Param(value = "", help = "Password of the mail server; better given as GANNET_MAIL_PASSWORD") String mailPassword,
        @Param(value = "", help = "Address from which mail is sent, such as gannet@example.org") String mailFrom,
        @Param(value = "STARTTLS", help = "How the way to the mail server is kept secret: STARTTLS, TLS (mostly on port 465), or NONE") MailTls mailTls,
        @Param(value = "", help = "Hosts that people's webhooks may name, with commas between them: hooks.example.org, *.example.net, 10.1.2.3:8080; empty: no webhook is told anything") String webhookHosts,
        @Param(value = "", help = "OpenID Connect provider with which people sign in, such as https://login.example.org/realms/team; empty: with passwords alone") String oidcIssuer,
        @Param(value = "", help = "Name by which the provider knows this Gannet") String oidcClientId,
        @Param(value = "", help = "File that holds the secret which the provider gave with it; empty: it gave none") String oidcClientSecretFile,
        @Param(value = "OpenID", help = "How people call the provider: the button says \"Sign in with …\"") String oidcName,
        @Param(value = "groups", help = "Claim in which the provider names a person's groups") String oidcGroupsClaim,
        @Param(value = "", help = "Which group joins which team as what, with commas between them: gan-team=First team:MEMBER; whoever is in none needs an invitation") String oidcGroups) {
    /// Passwords stay out of logs.
    @Override public String toString() { return "settings of a server at " + host + ":" + port; }
}
