package io.leasehold.gateway.internal.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rows of docs/gateway-types.md. */
final class TypesPage {

    private static final Path PAGE = Path.of("..", "docs", "gateway-types.md");
    private static final String BEYOND = "Values that Hive's type of the same name does not have";
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    /**
     * One row.
     *
     * @param section the backend
     * @param read what the client reads, or what is sent, where it reads something else
     * @param exact whether the client reads it
     */
    record Row(String section, String declared, String hiveType, String literal, String read, boolean exact) {}

    private TypesPage() {}

    static List<Row> rows(String section) {
        try {
            return rows(Files.readAllLines(PAGE)).stream()
                    .filter(row -> row.section().equals(section))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        String heading = "";
        for (String line : lines) {
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            } else if (line.startsWith("| ") && line.contains("`")) {
                List<String> codes = CODE.matcher(line)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
                boolean beyond = heading.equals(BEYOND);
                String section = beyond ? line.split("\\|")[1].strip() : heading;
                rows.add(new Row(section, codes.get(0), codes.get(1), codes.get(2), codes.get(3), !beyond));
            }
        }
        return rows;
    }
}
