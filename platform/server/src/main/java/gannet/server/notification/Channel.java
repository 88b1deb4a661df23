package gannet.server.notification;

/// How a notification leaves the house.
public enum Channel { MAIL, WEBHOOK }
