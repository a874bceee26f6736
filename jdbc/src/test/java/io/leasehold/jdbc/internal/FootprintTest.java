package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.ClassLayout;

/** What a cycle allocates, with compressed class pointers and references. */
class FootprintTest {

    @Test
    void aConnectionHandleTakesNoMoreThan48Bytes() {
        assertThat(ClassLayout.parseClass(ConnectionHandle.class).instanceSize())
                .isLessThanOrEqualTo(48);
    }

    @Test
    void aStatementHandleTakesNoMoreThan40Bytes() {
        assertThat(ClassLayout.parseClass(StatementHandle.class).instanceSize()).isLessThanOrEqualTo(40);
        assertThat(ClassLayout.parseClass(PreparedStatementHandle.class).instanceSize())
                .isLessThanOrEqualTo(40);
    }

    @Test
    void aResultSetHandleTakesNoMoreThan40Bytes() {
        assertThat(ClassLayout.parseClass(ResultSetHandle.class).instanceSize()).isLessThanOrEqualTo(40);
    }
}
