package gannet.server.account;

/// What a person is in a team; each may do all that the ones before it may.
public enum Role { VIEWER, REVIEWER, MEMBER, MAINTAINER, ADMINISTRATOR }
