package io.leasehold.gateway.internal.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was sent to clients and not acknowledged by them. Java cannot ask a socket for it; Linux tells of all sockets in
 * {@code /proc/net/tcp} and {@code tcp6} (proc(5), {@code tx_queue}). Elsewhere nothing is known. Safe for any number of threads.
 */
@FunctionalInterface
interface SendQueues {

    /** The bytes that wait, by the client's address, for sockets of a local port; those of whom none wait may be missing. */
    Map<InetSocketAddress, Long> read(int localPort);

    /** This machine's. */
    static SendQueues ofThisMachine() {
        return new Linux(List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6")));
    }

    /** Reads the files of Linux. */
    record Linux(List<Path> files) implements SendQueues {

        private static final int LOCAL = 1;
        private static final int REMOTE = 2;
        private static final int QUEUES = 4;
        private static final int HEX = 16;
        private static final int DIGITS_OF_A_WORD = 8;

        @Override
        public Map<InetSocketAddress, Long> read(int localPort) {
            Map<InetSocketAddress, Long> waiting = new HashMap<>();
            for (Path file : files) {
                try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
                    lines.skip(1).map(String::strip).forEach(line -> add(line.split("\\s+"), localPort, waiting));
                } catch (IOException | RuntimeException e) {
                    // No Linux, or not one that tells: TCP's own bounds are what there is.
                }
            }
            return waiting;
        }

        private static void add(String[] columns, int localPort, Map<InetSocketAddress, Long> waiting) {
            if (columns.length <= QUEUES || port(columns[LOCAL]) != localPort) {
                return;
            }
            long bytes = Long.parseLong(columns[QUEUES].substring(0, columns[QUEUES].indexOf(':')), HEX);
            if (bytes > 0) {
                waiting.put(new InetSocketAddress(address(columns[REMOTE]), port(columns[REMOTE])), bytes);
            }
        }

        private static int port(String column) {
            return Integer.parseInt(column.substring(column.indexOf(':') + 1), HEX);
        }

        /** Words of 32 bits, each as a number of this machine's byte order. */
        private static InetAddress address(String column) {
            String digits = column.substring(0, column.indexOf(':'));
            ByteBuffer bytes = ByteBuffer.allocate(digits.length() / 2).order(ByteOrder.nativeOrder());
            for (int i = 0; i < digits.length(); i += DIGITS_OF_A_WORD) {
                bytes.putInt(Integer.parseUnsignedInt(digits.substring(i, i + DIGITS_OF_A_WORD), HEX));
            }
            try {
                return InetAddress.getByAddress(bytes.array());
            } catch (IOException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
