package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.LeaseHandle;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.FieldLayout;

class PlaceLayoutTest {

    private static final int LINE = 64;

    @Test
    void theWordsOfNeighbouringPlacesNeverShareACacheLine() {
        ClassLayout layout = ClassLayout.parseClass(Place.class);
        long word = offset(layout, "word");
        assertThat(word).as("room before the word").isGreaterThanOrEqualTo(LINE);
        assertThat(layout.instanceSize() - word).as("room behind the word").isGreaterThanOrEqualTo(LINE);
    }

    @Test
    void aHandleIsAtMostFortyBytes() {
        assertThat(ClassLayout.parseClass(LeaseHandle.class).instanceSize()).isLessThanOrEqualTo(40);
    }

    private static long offset(ClassLayout layout, String field) {
        for (FieldLayout each : layout.fields()) {
            if (each.name().equals(field)) {
                return each.offset();
            }
        }
        throw new AssertionError("no field " + field);
    }
}
