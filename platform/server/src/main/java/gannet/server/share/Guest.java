package gannet.server.share;

/// Somebody who holds a link.
///
/// @param token of the link's address    @param proof that they knew its password, as they were given it; empty if they have none
/// @param address where they come from
public record Guest(String token, String proof, String address) {}
