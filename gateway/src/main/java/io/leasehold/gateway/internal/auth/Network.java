package io.leasehold.gateway.internal.auth;

import io.leasehold.gateway.internal.settings.Addresses;
import java.util.Optional;

/** A range of addresses as CIDR writes it (RFC 4632, RFC 4291), or one address. Immutable. */
public final class Network {

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** Whether text is a network, with no bits set beyond its prefix: who sets some meant another. */
    public static boolean isValid(String text) {
        return read(text).isPresent();
    }

    /** A network that {@link #isValid}. */
    static Network of(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("no network: " + text));
    }

    private static Optional<Network> read(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = Addresses.bytes(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty() || text.indexOf('%') >= 0) {
            return Optional.empty();
        }
        int most = address.get().length * Byte.SIZE;
        String length = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > most) {
            return Optional.empty();
        }
        Network network = new Network(address.get(), Integer.parseInt(length));
        return network.isClean() ? Optional.of(network) : Optional.empty();
    }

    private boolean isClean() {
        for (int i = bits; i < prefix.length * Byte.SIZE; i++) {
            if (bit(prefix, i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether an address is in it; a name never is. */
    boolean contains(String address) {
        return Addresses.bytes(address)
                .filter(bytes -> bytes.length == prefix.length)
                .filter(this::begins)
                .isPresent();
    }

    private boolean begins(byte[] address) {
        for (int i = 0; i < bits; i++) {
            if (bit(address, i) != bit(prefix, i)) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] bytes, int index) {
        return bytes[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
    }
}
