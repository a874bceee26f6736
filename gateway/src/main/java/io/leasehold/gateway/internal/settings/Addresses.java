package io.leasehold.gateway.internal.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as text, never looked up: a name is no address here. Pure functions. */
public final class Addresses {

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern VERSION_4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern VERSION_6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private Addresses() {}

    /** The address's 4 or 16 bytes, 4 also where it is of version 4 within one of version 6; empty if it is none. */
    public static Optional<byte[]> bytes(String text) {
        int scope = text.indexOf('%');
        String address = scope < 0 ? text : text.substring(0, scope);
        if (!VERSION_4.matcher(address).matches() && !VERSION_6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            // Of what looks like an address the JDK asks no name service.
            return Optional.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether nobody but this machine can reach it: an address of loopback, or localhost. */
    public static boolean isLoopback(String address) {
        return address.equalsIgnoreCase("localhost")
                || bytes(address)
                        .map(Addresses::inet)
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }

    /** Whether it stands for all addresses of this machine. */
    public static boolean isAny(String address) {
        return bytes(address)
                .map(Addresses::inet)
                .filter(InetAddress::isAnyLocalAddress)
                .isPresent();
    }

    private static InetAddress inet(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }
}
