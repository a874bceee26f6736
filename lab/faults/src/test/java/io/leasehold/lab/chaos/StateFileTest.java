package io.leasehold.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a series, and for whom. */
class StateFileTest {
    private static final Origin HERE = new Origin("1 server killed", "c0de", "", "17.0.15", "25.0.1");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("state.jsonl");
    }

    @Test
    void whatWasRunIsKeptAndNotRunAgain() throws IOException {
        StateFile first = StateFile.at(file, HERE);
        first.add(Results.green(3));
        first.add(Results.notExercised(4));
        first.add(Results.notJudged(5));
        StateFile second = StateFile.at(file, HERE);
        assertThat(second.results()).containsExactly(Results.green(3), Results.notExercised(4), Results.notJudged(5));
        assertThat(second.has(3)).isTrue();
        assertThat(second.has(6)).isFalse();
    }

    private void isRefused(Origin other, String because) throws IOException {
        StateFile.at(file, HERE).add(Results.green(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateFile.at(file, other))
                .withMessageContaining(file + " is of " + because + ": move it away, or name another --state.");
    }

    @Test
    void resultsOfAnotherMatrixAreRefused() throws IOException {
        isRefused(new Origin("1 other", "c0de", "", "17.0.15", "25.0.1"), "another matrix");
    }

    @Test
    void resultsOfOtherCodeAreRefused() throws IOException {
        isRefused(new Origin("1 server killed", "0ther", "", "17.0.15", "25.0.1"), "other code");
    }

    @Test
    void resultsWithAnotherBugPlantedAreRefused() throws IOException {
        isRefused(new Origin("1 server killed", "c0de", "two-holders", "17.0.15", "25.0.1"), "another planted bug");
    }

    @Test
    void resultsOnAnotherJdkAreRefused() throws IOException {
        isRefused(new Origin("1 server killed", "c0de", "", "21.0.8", "25.0.1"), "another JDK");
        Files.delete(file);
        isRefused(new Origin("1 server killed", "c0de", "", "17.0.15", "25.0.2"), "another JDK");
    }

    @Test
    void allThatDiffersIsNamed() throws IOException {
        isRefused(new Origin("1 server killed", "0ther", "", "21.0.8", "25.0.1"), "other code and another JDK");
    }

    @Test
    void whatAnOlderProgramWroteIsRefused() throws IOException {
        Files.writeString(file, "\"1 server killed\"\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateFile.at(file, HERE))
                .withMessageContaining("is of another lab/chaos");
    }
}
