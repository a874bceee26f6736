package io.leasehold.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTest {

    @Test
    void equalValuesAreOneKeyAndHashAsTheyDoThemselves() {
        Key key = new Key("a");
        Key equal = new Key(new StringBuilder("a").toString());
        assertThat(key).isEqualTo(key).isEqualTo(equal).hasSameHashCodeAs(equal);
        assertThat(key.hashCode()).isEqualTo("a".hashCode());
    }

    @Test
    void otherValuesAreOtherKeysThoughTheyHashAlike() {
        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(new Key("Aa")).isNotEqualTo(new Key("BB")).isNotEqualTo(new Key("b"));
        assertThat(new Key("a")).isNotEqualTo("a");
    }

    @Test
    void aKeyStaysWhatItWasWhenItsValueChanges() {
        List<String> value = new ArrayList<>(List.of("a"));
        Key before = new Key(value);
        int hash = before.hashCode();
        value.add("b");
        assertThat(before.hashCode()).isEqualTo(hash);
        assertThat(before).isEqualTo(before).isNotEqualTo(new Key(value));
    }
}
