package gannet.data;

/// How much an import takes in, so that no archive can fill the disk or the memory.
///
/// @param entries files in an archive    @param file bytes of one unpacked file    @param idx bytes of one unpacked idx file
/// @param unpacked bytes of all files    @param ratio how many times its packed size a file of more than a megabyte may unpack to
/// @param pixels width × height of one picture
public record Bounds(int entries, long file, long idx, long unpacked, int ratio, long pixels) {
    public static final Bounds USUAL = new Bounds(500_000, 32_000_000, 4_000_000_000L, 100_000_000_000L, 200, 40_000_000);
}
