package gannet.server.film;

import java.awt.Color;
import java.awt.Graphics2D;

/// Digits drawn from a table, since a server need not have fonts.
final class Digits {
    /// Five rows of three bits for each digit from 0 to 9, and the comma.
    private static final int[][] SHAPES = {
            {7, 5, 5, 5, 7}, {2, 6, 2, 2, 7}, {7, 1, 7, 4, 7}, {7, 1, 7, 1, 7}, {5, 5, 7, 1, 1},
            {7, 4, 7, 1, 7}, {7, 4, 7, 5, 7}, {7, 1, 1, 2, 2}, {7, 5, 7, 5, 7}, {7, 5, 7, 1, 7}, {0, 0, 0, 2, 4}};
    private static final int ROWS = 5;
    private static final int ADVANCE = 4;

    private Digits() {}

    /// A number with commas, its dots as large as the width allows, up to two pixels.
    static void write(Graphics2D pen, String number, int x, int y, int width) {
        int size = number.length() * ADVANCE * 2 <= width ? 2 : 1;
        pen.setColor(Color.WHITE);
        for (int i = 0; i < number.length(); i++) {
            var shape = SHAPES[number.charAt(i) == ',' ? 10 : number.charAt(i) - '0'];
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < 3; column++) {
                    if ((shape[row] >> 2 - column & 1) == 1) {
                        pen.fillRect(x + (i * ADVANCE + column) * size, y + row * size, size, size);
                    }
                }
            }
        }
    }
}
