package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * The table "Every error of the data source" in docs/errors.md is true: each of its errors is provoked, and has the class, the
 * SQLState and the message that stand there; three dots stand for what differs.
 */
class ErrorsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "errors.md");

    private final Map<String, Provocation> provocations = new LinkedHashMap<>();

    ErrorsPageTest() {
        provocations.put("full", () -> holding("full", pool -> pool.getConnection()));
        provocations.put("line full", () -> {
            try (LeaseholdDataSource pool = builder("line").maximumWaiting(0).build();
                    Connection held = pool.getConnection()) {
                held.isClosed();
                pool.getConnection().close();
            }
        });
        provocations.put(
                "paused",
                () -> using("paused", pool -> {
                    pool.pause();
                    pool.getConnection();
                }));
        provocations.put(
                "interrupted",
                () -> holding("interrupted", pool -> {
                    Thread.currentThread().interrupt();
                    try {
                        pool.getConnection();
                    } finally {
                        Thread.interrupted();
                    }
                }));
        provocations.put("closed", () -> {
            LeaseholdDataSource pool = builder("closed").build();
            pool.close();
            pool.getConnection();
        });
        provocations.put("cannot open", () -> {
            try (LeaseholdDataSource pool = unopenable()
                    .initializationFailTimeout(Duration.ofMillis(-1))
                    .build()) {
                pool.getConnection();
            }
        });
        provocations.put("cannot start", () -> unopenable().build());
        provocations.put("still starting", () -> whileStarting(LeaseholdDataSource::getConnection));
        provocations.put(
                "interrupted at the start",
                () -> whileStarting(bean -> {
                    Thread.currentThread().interrupt();
                    try {
                        bean.getConnection();
                    } finally {
                        Thread.interrupted();
                    }
                }));
        provocations.put("another identity", () -> using("identity", pool -> pool.getConnection("u", "p")));
        provocations.put(
                "settings", () -> builder("settings").maximumPoolSize(0).build());
        provocations.put("late setting", () -> {
            try (LeaseholdDataSource bean = new LeaseholdDataSource()) {
                bean.setJdbcUrl("jdbc:h2:mem:late");
                bean.getConnection().close();
                bean.setMaximumPoolSize(3);
            }
        });
        provocations.put("closed before use", () -> {
            LeaseholdDataSource bean = new LeaseholdDataSource();
            bean.close();
            bean.getConnection();
        });
        provocations.put("may not be paused", () -> {
            try (LeaseholdDataSource pool =
                    builder("pause").allowPoolSuspension(false).build()) {
                pool.pause();
            }
        });
        provocations.put("login timeout", () -> using("login", pool -> pool.setLoginTimeout(3)));
        provocations.put("log writer", () -> using("log", pool -> pool.setLogWriter(null)));
        provocations.put("no such type behind it", () -> using("unwrap", pool -> pool.unwrap(Runnable.class)));
        provocations.put(
                "used after close",
                () -> using("ended", pool -> {
                    Connection connection = pool.getConnection();
                    connection.close();
                    connection.createStatement();
                }));
        provocations.put("used after it was revoked", () -> {
            LeaseholdDataSource pool = builder("revoked").build();
            Connection connection = pool.getConnection();
            pool.close();
            connection.createStatement();
        });
        provocations.put("rollback failed", () -> {
            try (LeaseholdDataSource pool =
                    builder("rollback").autoCommit(false).build()) {
                Connection connection = pool.getConnection();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("VALUES 1");
                }
                connection.unwrap(org.h2.jdbc.JdbcConnection.class).close();
                connection.close();
            }
        });
        provocations.put(
                "in a stream",
                () -> using("stream", pool -> {
                    try (Stream<Integer> rows = pool.stream("VALUES 'x'", s -> {}, row -> row.getInt(1))) {
                        rows.toList();
                    }
                }));
    }

    @Test
    void everyErrorOnThePageIsProvokedAndIsAsThePageSays() throws Exception {
        List<Row> rows = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| error |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Row::of)
                .toList();

        assertThat(rows).extracting(Row::error).containsExactlyElementsOf(provocations.keySet());
        SoftAssertions softly = new SoftAssertions();
        for (Row row : rows) {
            Throwable thrown = catchThrowable(() -> provocations.get(row.error).run());
            softly.assertThat(thrown).as(row.error).isNotNull();
            if (thrown == null) {
                continue;
            }
            softly.assertThat(thrown.getClass().getSimpleName()).as(row.error).isEqualTo(row.type);
            softly.assertThat(thrown instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "")
                    .as(row.error)
                    .isEqualTo(row.state);
            softly.assertThat(thrown.getMessage()).as(row.error).matches(row.pattern());
        }
        softly.assertAll();
    }

    private record Row(String error, String type, String state, String message) {

        static Row of(String line) {
            List<String> cells = Arrays.stream(line.split("\\|"))
                    .skip(1)
                    .map(cell -> cell.strip().replace("`", ""))
                    .toList();
            return new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3));
        }

        Pattern pattern() {
            return Pattern.compile(
                    Arrays.stream(message.split("\\.\\.\\.", -1))
                            .map(Pattern::quote)
                            .reduce((a, b) -> a + ".*" + b)
                            .orElseThrow(),
                    Pattern.DOTALL);
        }
    }

    private interface Provocation {

        void run() throws Exception;
    }

    private interface Use {

        void with(LeaseholdDataSource pool) throws Exception;
    }

    private static void using(String name, Use use) throws Exception {
        try (LeaseholdDataSource pool = builder(name).build()) {
            use.with(pool);
        }
    }

    private static void holding(String name, Use use) throws Exception {
        try (LeaseholdDataSource pool = builder(name).build();
                Connection held = pool.getConnection()) {
            held.isClosed();
            use.with(pool);
        }
    }

    /** Says when it is asked, and fails once it is told to. */
    private static final class LateDataSource extends FailingDataSource {
        private final CountDownLatch asked;
        private final CountDownLatch told;

        LateDataSource(CountDownLatch asked, CountDownLatch told) {
            super(new SQLException("no route to host", "08001"));
            this.asked = asked;
            this.told = told;
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.countDown();
            try {
                told.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
            return super.getConnection();
        }
    }

    /** Uses a bean while another thread is starting its pool, whose first open does not come back so long. */
    private static void whileStarting(Use use) throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch used = new CountDownLatch(1);
        try (LeaseholdDataSource bean = new LeaseholdDataSource()) {
            bean.setPoolName("orders");
            bean.setConnectionTimeout(50);
            bean.setDataSource(new LateDataSource(opening, used));
            Thread starter =
                    new Thread(() -> catchThrowable(() -> bean.getConnection().close()));
            starter.start();
            opening.await();
            try {
                use.with(bean);
            } finally {
                used.countDown();
                starter.join();
            }
        }
    }

    private static LeaseholdDataSourceBuilder unopenable() {
        return LeaseholdDataSource.builder()
                .poolName("orders")
                .dataSource(new FailingDataSource(new SQLException("no route to host", "08001")))
                .connectionTimeout(Duration.ofMillis(50));
    }

    private static LeaseholdDataSourceBuilder builder(String database) {
        return LeaseholdDataSource.builder()
                .poolName("orders")
                .jdbcUrl("jdbc:h2:mem:" + database)
                .maximumPoolSize(1)
                .connectionTimeout(Duration.ofMillis(50));
    }
}
