package io.leasehold.lab.publish;

import io.leasehold.lab.charts.BarChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * One program's last run, read and not refused, on its way to the page. Immutable.
 *
 * @param part of the page
 * @param run every figure of it, as the program left them
 * @param tables its text
 * @param charts its pictures, by the names of their files
 */
record Publication(String part, Path run, String tables, Map<String, BarChart> charts) {

    /** Puts the pictures into the folder, and every figure that they and the tables were made from. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, BarChart> chart : charts.entrySet()) {
            chart.getValue().write(folder.resolve(chart.getKey()));
        }
        Path kept = folder.resolve(part + ".json");
        if (!kept.toAbsolutePath().normalize().equals(run.toAbsolutePath().normalize())) {
            Files.copy(run, kept, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
