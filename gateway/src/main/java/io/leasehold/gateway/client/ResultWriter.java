package io.leasehold.gateway.client;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a result goes. Called by one thread, in this order: the columns, pages of rows, the end; or nothing but a count. */
public interface ResultWriter {

    void columns(List<Column> columns);

    /**
     * Some more rows, each with a text or null for each column.
     *
     * @return whether anybody reads on
     */
    boolean rows(List<List<@Nullable String>> page);

    /** All rows have come. */
    void end(long rows, Duration took);

    /** A statement without a result has ended. @param changed how many rows it changed, or -1 if the server does not say */
    void changed(long changed, Duration took);
}
