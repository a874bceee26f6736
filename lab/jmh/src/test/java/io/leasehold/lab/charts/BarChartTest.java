package io.leasehold.lab.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarChartTest {
    @TempDir
    private Path folder;

    private String drawn(boolean more) throws IOException {
        List<Bar> bars = List.of(
                new Bar("middling", false, 5, 4, 6), new Bar("most", true, 9, 8, 10), new Bar("least", false, 1, 1, 1));
        Path file = folder.resolve("pictures").resolve("chart.svg");
        new BarChart("a row", "per second", more, bars).write(file);
        return Files.readString(file);
    }

    @Test
    void aPictureIsSvgWhoseTextIsText() throws IOException {
        assertThat(drawn(true)).contains("<svg").contains(">a row<").contains(">per second<");
    }

    @Test
    void theBestIsOnTop() throws IOException {
        assertThat(drawn(true)).containsSubsequence(">most<", ">middling<", ">least<");
        assertThat(drawn(false)).containsSubsequence(">least<", ">middling<", ">most<");
    }

    @Test
    void leaseholdHasAColourOfItsOwn() throws IOException {
        assertThat(drawn(true).split("rgb\\(47,111,159\\)", -1)).hasSize(2);
    }

    @Test
    void theSamePictureIsTheSameFile() throws IOException {
        assertThat(drawn(true)).isEqualTo(drawn(true));
    }
}
