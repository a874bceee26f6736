package io.leasehold.jdbc.internal.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.jdbc.internal.settings.Confidential;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ErrorTextTest {

    private final ErrorText plain = new ErrorText(Confidential.of("jdbc:h2:mem:texts", new Properties()));
    private final ErrorText runsSql = new ErrorText(Confidential.UNKNOWN);

    @Test
    void p8WhatLiesAtTheBottomOfAnErrorOutOfConnectingIsTold() {
        SQLException error = refusal(new ConnectException("Connection refused"));
        for (ErrorText texts : List.of(plain, runsSql)) {
            texts.connecting(error);
            assertThat(texts.of(error))
                    .isEqualTo(
                            "java.sql.SQLException: no way, caused by java.net.ConnectException: Connection refused");
        }
    }

    @Test
    void whatTheErrorSaysAlreadyIsNotToldTwice() {
        SQLException error = new SQLException("no way: refused", "08001", new ConnectException("refused"));
        plain.connecting(error);
        assertThat(plain.of(error)).isEqualTo("java.sql.SQLException: no way: refused");
    }

    @Test
    void p9WhereSqlRanOnlyTheClassOfWhatIsNotTheNetworksIsTold() {
        SQLException error = refusal(new IllegalArgumentException("canary"));
        runsSql.connecting(error);
        assertThat(runsSql.of(error))
                .isEqualTo("java.sql.SQLException: no way, caused by java.lang.IllegalArgumentException");
    }

    @Test
    void p9AnErrorOutOfNoConnectingIsToldWithoutAnyMessage() {
        assertThat(plain.of(refusal(new ConnectException("canary"))))
                .isEqualTo(
                        "java.sql.SQLException (SQLState 08001, vendor code 0), caused by java.net.ConnectException");
    }

    private static SQLException refusal(Exception cause) {
        return new SQLException("no way", "08001", cause);
    }
}
