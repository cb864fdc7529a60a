package org.resnetstudio.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMappersTest {
    record Pair(int left, String right) {}

    @Test
    void bothReadAndWriteTheSame() throws Exception {
        String text = "{\"left\":1,\"right\":\"é\"}";

        assertThat(JsonMappers.STRICT.readValue(text, Pair.class)).isEqualTo(new Pair(1, "é"));
        assertThat(JsonMappers.LENIENT.readValue(text, Pair.class)).isEqualTo(new Pair(1, "é"));
        assertThat(JsonMappers.STRICT.writeValueAsString(new Pair(1, "é"))).isEqualTo(text);
        assertThat(JsonMappers.LENIENT.writeValueAsString(new Pair(1, "é"))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{\"a\":2} and more", "{\"a\":2}{\"a\":1}"})
    void onlyTheLenientOneTakesNamesTwiceAndTextBehindTheValue(String text) throws Exception {
        assertThat(JsonMappers.LENIENT.readTree(text).path("a").asInt()).isEqualTo(2);
        assertThatThrownBy(() -> JsonMappers.STRICT.readTree(text)).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"left\":1}",
                "{\"left\":1,\"right\":null}",
                "{\"left\":null,\"right\":\"\"}",
                "{\"left\":1.5,\"right\":\"\"}",
                "{\"left\":1,\"right\":\"\",\"middle\":0}"
            })
    void recordsAreReadWholeAndExactly(String text) {
        assertThatThrownBy(() -> JsonMappers.STRICT.readValue(text, Pair.class))
                .isInstanceOf(JsonProcessingException.class);
    }
}
