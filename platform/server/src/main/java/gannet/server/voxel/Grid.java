package gannet.server.voxel;

/// How full each voxel of one solid is.
///
/// @param values from 0 to 255, `side³` of them, the last axis running fastest
public record Grid(int side, byte[] values) {
    private static final float FULL = 255;

    float[] shares() {
        var shares = new float[values.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (values[i] & 255) / FULL;
        }
        return shares;
    }
}
