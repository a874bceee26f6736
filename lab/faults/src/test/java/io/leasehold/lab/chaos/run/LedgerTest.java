package io.leasehold.lab.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();
    private final Judge judge = new Judge();

    private long committed() {
        long token = ledger.begin();
        ledger.committing(token);
        ledger.committed(token);
        return token;
    }

    @Test
    void whatFailedWhileItsCommitWasAskedForIsUnknownAndBeforeThatNotCommitted() {
        ledger.failed(ledger.begin());
        long asked = ledger.begin();
        ledger.committing(asked);
        ledger.failed(asked);
        assertThat(ledger.count(Ledger.Fate.NOT_COMMITTED)).isOne();
        assertThat(ledger.count(Ledger.Fate.UNKNOWN)).isOne();
        assertThat(ledger.inFlight()).isZero();
    }

    @Test
    void whatWasCommittedStaysSoThoughTheCloseOfItsStatementFails() {
        ledger.failed(committed());
        assertThat(ledger.count(Ledger.Fate.COMMITTED)).isOne();
        assertThat(ledger.inFlight()).isZero();
    }

    @Test
    void whatWasCommittedMustBeThere() {
        long token = committed();
        ledger.compare(Map.of(token, 1), judge);
        assertThat(judge.violations()).isEmpty();
        ledger.compare(Map.of(), judge);
        assertThat(judge.violations())
                .singleElement()
                .matches(violation -> violation.invariant() == Invariant.TOKENS)
                .extracting(Violation::what)
                .isEqualTo("token 1 was committed and is not in the database");
    }

    @Test
    void whatIsMissingOfADatabaseThatMayForgetSaysNothing() {
        committed();
        ledger.databaseMayForget();
        ledger.compare(Map.of(), judge);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void aDatabaseThatMayForgetInventsNothingAndKeepsNothingTwice() {
        long twice = committed();
        long rolledBack = ledger.begin();
        ledger.rolledBack(rolledBack);
        ledger.databaseMayForget();
        ledger.compare(Map.of(twice, 2, rolledBack, 1), judge);
        assertThat(judge.violations())
                .extracting(Violation::what)
                .containsExactlyInAnyOrder(
                        "token 1 is in the database 2 times: it was written again",
                        "token 2 was not committed and is in the database");
    }
}
