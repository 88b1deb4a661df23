package gannet.server.team;

/// For whom a project is: chosen people of its team and the team's administrators; its team; everybody who is signed in, to read.
public enum Visibility { PRIVATE, TEAM, EVERYBODY }
