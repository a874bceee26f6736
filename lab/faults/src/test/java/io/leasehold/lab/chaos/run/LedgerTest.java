package io.leasehold.lab.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();

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
        long token = ledger.begin();
        ledger.committing(token);
        ledger.committed(token);
        ledger.failed(token);
        assertThat(ledger.count(Ledger.Fate.COMMITTED)).isOne();
        assertThat(ledger.inFlight()).isZero();
    }
}
