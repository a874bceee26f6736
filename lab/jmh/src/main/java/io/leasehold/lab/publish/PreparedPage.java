package io.leasehold.lab.publish;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The part of a report that is needed of programs whose classes are not here: they say themselves how they want to be shown. Immutable.
 *
 * @param partial whether rows are missing because they were not asked for
 * @param page the text
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PreparedPage(Pace pace, boolean partial, String page) {
    /** @param judged whether the figures mean anything */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Pace(boolean judged) {}

    /** @param json refused if it is not of a whole run that is judged */
    static String of(Path json) throws IOException {
        PreparedPage report = new ObjectMapper().readValue(json.toFile(), PreparedPage.class);
        if (report.partial() || !report.pace().judged()) {
            throw new IllegalArgumentException(json + " is of a run with --smoke or --only; run it whole.");
        }
        return report.page();
    }
}
