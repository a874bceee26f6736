package io.leasehold.gateway.internal.settings;

import io.leasehold.gateway.internal.settings.Node.Entries;
import io.leasehold.gateway.internal.settings.Node.Entry;
import io.leasehold.gateway.internal.settings.Node.Items;
import io.leasehold.gateway.internal.settings.Node.Refused;
import io.leasehold.gateway.internal.settings.Node.Scalar;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML as a tree of texts. For one thread.
 *
 * <p>It is made from the parser's events and not by its constructors: so nothing in a file can name a class, stand in two places or
 * grow, every part has its line, and a key that is there twice is told with the rest. What the parser says of text that is no YAML is
 * not repeated, since it quotes that text, and the text may be a password.
 */
final class Yaml {

    private static final int DEEPEST = 16;

    private final Iterator<Event> events;
    private final Notes notes;

    private Yaml(Iterator<Event> events, Notes notes) {
        this.events = events;
        this.notes = notes;
    }

    /** The file's tree; empty if nothing is in it, or it cannot be read at all. */
    static Optional<Node> read(String text, Notes notes) {
        LoadSettings settings = LoadSettings.builder().build();
        try {
            return new Yaml(new ParserImpl(settings, new StreamReader(settings, text)), notes).document();
        } catch (MarkedYamlEngineException e) {
            notes.refuse(
                    "",
                    e.getProblemMark().map(Mark::getLine).orElse(-1) + 1,
                    Notes.NOT_SHOWN,
                    "is no YAML here or just before: look for a missing colon, quote or space, a tab, or text with signs such as"
                            + " @ % : # that needs quotes");
        } catch (YamlEngineException e) {
            notes.refuse("", 0, Notes.NOT_SHOWN, "is no YAML: it has characters that text cannot have");
        }
        return Optional.empty();
    }

    private Optional<Node> document() {
        events.next();
        if (events.next() instanceof StreamEndEvent) {
            return Optional.empty();
        }
        Node root = node(events.next(), 0);
        events.next();
        Event after = events.next();
        if (!(after instanceof StreamEndEvent)) {
            refuse(line(after), "is another document: give one alone");
        }
        return Optional.of(root);
    }

    private Node node(Event event, int depth) {
        int line = line(event);
        boolean refused = depth > DEEPEST;
        if (refused) {
            refuse(line, "is nested too deeply");
        }
        if (event instanceof AliasEvent) {
            refuse(line, "is an alias: write the value out");
            return new Refused(line);
        }
        if (((NodeEvent) event).getAnchor().isPresent()) {
            refuse(line, "has an anchor: leave the & and its name out");
            refused = true;
        }
        if (tag(event).isPresent()) {
            refuse(line, "has a tag: leave it out, or put quotes around text that begins with !");
            refused = true;
        }
        Node read = read(event, line, depth);
        return refused ? new Refused(line) : read;
    }

    private Node read(Event event, int line, int depth) {
        if (event instanceof ScalarEvent scalar) {
            return new Scalar(scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN, line);
        }
        if (depth > DEEPEST) {
            skip();
            return new Refused(line);
        }
        return event instanceof MappingStartEvent ? entries(line, depth) : items(line, depth);
    }

    private Items items(int line, int depth) {
        List<Node> nodes = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            nodes.add(node(event, depth + 1));
        }
        return new Items(nodes, line);
    }

    private Entries entries(int line, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            int at = line(event);
            Node key = node(event, depth + 1);
            Node value = node(events.next(), depth + 1);
            if (key instanceof Scalar scalar) {
                Entry before = entries.putIfAbsent(scalar.text(), new Entry(value, at));
                if (before != null) {
                    notes.refuse(
                            "",
                            at,
                            Notes.shown(scalar.text()),
                            "is there already, on line " + before.line() + ": leave one out");
                }
            } else if (!(key instanceof Refused)) {
                refuse(at, "must be a name: a list or a mapping cannot be a key");
            }
        }
        return new Entries(entries, line);
    }

    /** Passes over a collection without a call for each level of it. */
    private void skip() {
        for (int open = 1; open > 0; ) {
            Event event = events.next();
            open += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
        }
    }

    private static Optional<String> tag(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent collection ? collection.getTag() : Optional.empty();
    }

    private void refuse(int line, String why) {
        notes.refuse("", line, Notes.NOT_SHOWN, why);
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }
}
