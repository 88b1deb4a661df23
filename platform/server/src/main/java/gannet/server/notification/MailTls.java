package gannet.server.notification;

/// How the way to the mail server is kept secret: from a first word in the clear, from the beginning, or not at all.
public enum MailTls { STARTTLS, TLS, NONE }
