package gannet.data;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// How the files of a data set are written and read.
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    static final ObjectWriter PICTURE = MAPPER.writerFor(Picture.class);
    static final ObjectReader READ_PICTURE = MAPPER.readerFor(Picture.class);

    private Json() {}
}
