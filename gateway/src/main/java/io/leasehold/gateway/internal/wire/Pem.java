package io.leasehold.gateway.internal.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys as OpenSSL writes them (RFC 7468). Stateless. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private Pem() {}

    /** All certificates, in their order; at least one. */
    static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).equals("CERTIFICATE")) {
                found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes(blocks))));
            }
        }
        if (found.isEmpty()) {
            throw new CertificateException("has no BEGIN CERTIFICATE in it");
        }
        return found;
    }

    /**
     * The first private key.
     *
     * @param certified the public key it belongs to, which says of what kind it is
     */
    static PrivateKey key(String text, PublicKey certified) throws GeneralSecurityException {
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            String kind = blocks.group(1);
            if (kind.equals("ENCRYPTED PRIVATE KEY")) {
                throw new KeyException("is encrypted: decrypt it with openssl pkey, or use a PKCS12 file");
            }
            if (kind.endsWith("PRIVATE KEY")) {
                byte[] pkcs8 = kind.equals("PRIVATE KEY") ? bytes(blocks) : wrapped(bytes(blocks), certified);
                return KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            }
        }
        throw new KeyException("has no BEGIN PRIVATE KEY in it");
    }

    private static byte[] bytes(Matcher block) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new KeyException("is damaged: what stands in it is no base64", e);
        }
    }

    /**
     * An RSA or EC key of OpenSSL's older formats (PKCS#1, SEC 1), as PKCS#8: a version, what kind of key it is, which the
     * certificate's key says in the same words, and the key.
     */
    private static byte[] wrapped(byte[] key, PublicKey certified) {
        return der(SEQUENCE, VERSION_0, firstOf(certified.getEncoded()), der(OCTETS, key));
    }

    /** The first element of a sequence, whole. */
    private static byte[] firstOf(byte[] sequence) {
        int start = 1 + lengthBytes(sequence, 1);
        int head = 1 + lengthBytes(sequence, start + 1);
        byte[] element = new byte[head + length(sequence, start + 1)];
        System.arraycopy(sequence, start, element, 0, element.length);
        return element;
    }

    private static int lengthBytes(byte[] der, int at) {
        return der[at] >= 0 ? 1 : 1 + (der[at] & 0x7f);
    }

    private static int length(byte[] der, int at) {
        if (der[at] >= 0) {
            return der[at];
        }
        int length = 0;
        for (int i = 1; i <= (der[at] & 0x7f); i++) {
            length = length << 8 | der[at + i] & 0xff;
        }
        return length;
    }

    private static byte[] der(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
