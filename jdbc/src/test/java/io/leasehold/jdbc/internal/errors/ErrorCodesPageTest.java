package io.leasehold.jdbc.internal.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.exceptions.MysqlErrorNumbers;
import io.leasehold.jdbc.internal.dialect.Dialect;
import io.leasehold.jdbc.internal.dialect.Dialects;
import io.leasehold.spi.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.h2.api.ErrorCode;
import org.hsqldb.jdbc.JDBCDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tables by which errors are read and docs/error-codes.md say the same, and each entry there has a public source. */
class ErrorCodesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "error-codes.md");

    private final List<Row> page = rows();

    @Test
    void eachEntryOfEachTableIsOnThePageAndNothingElseIs() {
        Map<String, ErrorTable> tables =
                Dialects.all().stream().collect(Collectors.toMap(ErrorCodesPageTest::chapter, Dialect::errors));
        tables.put("All databases", StandardErrors.STATES);

        assertThat(page).extracting(Row::chapter).containsAll(tables.keySet());
        page.stream()
                .map(Row::chapter)
                .distinct()
                .forEach(chapter -> assertThat(entriesOnPage(chapter))
                        .as(chapter)
                        .isEqualTo(words(tables.get(chapter).entries())));
    }

    @Test
    void eachEntryHasANameAndAPublicSource() {
        assertThat(page)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.name).as(row.code).isNotBlank())
                .allSatisfy(row -> assertThat(row.source)
                        .as(row.chapter + " " + row.code)
                        .matches("Source: \\[.+]\\(https://[^ )]+\\).*"));
    }

    /** Where a driver carries its database's names along, the page has the same. */
    @Test
    void theNamesAreThoseOfTheDriversThatHaveThem() throws Exception {
        Map<String, String> mysql = constants(MysqlErrorNumbers.class);
        Map<String, String> h2 = constants(ErrorCode.class);
        assertThat(page).allSatisfy(row -> {
            if (row.chapter.equals("H2")) {
                assertThat(row.name).as(row.code).isEqualTo(h2.get(row.code));
            } else if (row.source.contains("Server Error Message Reference") && !row.code.equals("70100")) {
                assertThat(row.name).as(row.code).isEqualTo(mysql.get(row.code));
            } else if (row.chapter.equals("HSQLDB")) {
                assertThat(hsqldbTexts()).contains(row.code + " " + row.name);
            }
        });
    }

    private static String chapter(Dialect dialect) {
        return dialect == Dialects.generic() ? "Any other database" : dialect.name();
    }

    private Map<String, String> entriesOnPage(String chapter) {
        return page.stream()
                .filter(row -> row.chapter.equals(chapter))
                .collect(Collectors.toMap(Row::code, Row::connection));
    }

    private static Map<String, String> words(Map<String, @Nullable Verdict> entries) {
        Map<String, String> words = new HashMap<>();
        entries.forEach((code, verdict) -> words.put(code, words(verdict)));
        return words;
    }

    private static String words(@Nullable Verdict verdict) {
        return verdict == null
                ? "no room"
                : switch (verdict) {
                    case KEEP -> "kept";
                    case RETIRE_ON_RETURN -> "on return";
                    case RETIRE -> "ends";
                    case RETIRE_AND_SUSPECT_SIBLINGS -> "ends, siblings";
                };
    }

    private static Map<String, String> constants(Class<?> type) throws IllegalAccessException {
        Map<String, String> constants = new HashMap<>();
        for (Field field : type.getFields()) {
            if (field.getType() == int.class) {
                constants.put(String.valueOf(field.getInt(null)), field.getName());
            }
        }
        return constants;
    }

    private static List<String> hsqldbTexts() throws IOException {
        try (InputStream texts =
                JDBCDriver.class.getResourceAsStream("/org/hsqldb/resources/sql-state-messages.properties")) {
            Properties properties = new Properties();
            properties.load(texts);
            return properties.values().stream().map(Object::toString).toList();
        }
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String chapter = "";
        String source = "";
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                chapter = line.substring(3);
                source = "";
            } else if (line.startsWith("Source: ")) {
                source = line;
            } else if (line.startsWith("| ") && !line.startsWith("| code |")) {
                String[] cells = line.split(" *\\| *");
                rows.add(new Row(chapter, source, cells[1], cells[2], cells[3]));
            }
        }
        return rows;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private record Row(String chapter, String source, String code, String name, String connection) {}
}
