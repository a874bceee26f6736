package io.leasehold.gateway.internal.result;

import org.apache.thrift.protocol.TType;

/** How a column's values go over the wire: one of the members of TColumn. */
enum Wire {
    BOOL(TType.BOOL, 1),
    BYTE(TType.BYTE, 1),
    I16(TType.I16, 2),
    I32(TType.I32, 4),
    I64(TType.I64, 8),
    DOUBLE(TType.DOUBLE, 8),
    STRING(TType.STRING, 0),
    BINARY(TType.STRING, 0);

    /** One of {@link TType}, that of the list's elements. */
    final byte element;

    /** Bytes of each value; 0 where it varies, and is written before each as four bytes. */
    final int width;

    Wire(byte element, int width) {
        this.element = element;
        this.width = width;
    }
}
