package gannet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.run.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SheetTest {
    @Test void isAPictureThatOthersRead() throws IOException {
        var sheet = new Sheet(new Event.Picture("images", 2, 1, 1, 1, 2), 3, new byte[] {(byte) 255, 0, 0, 1, 2, 3});
        var picture = ImageIO.read(new ByteArrayInputStream(sheet.png(Map.of("gannet", "grün"))));
        assertThat(picture.getRGB(0, 0)).isEqualTo(0xffff0000);
        assertThat(picture.getRGB(1, 0)).isEqualTo(0xff010203);
    }
}
