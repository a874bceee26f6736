package io.leasehold.jdbc.internal;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Method;
import java.util.Arrays;

/** The streams a {@link ScriptedDriver} gives; each call is told to it. Not safe for several threads. */
final class DriverStreams {

    private DriverStreams() {}

    static InputStream input(ScriptedDriver driver) {
        return new InputStream() {
            @Override
            public int read() {
                driver.called(this, method(InputStream.class, "read"));
                return -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                driver.called(this, method(InputStream.class, "read"));
                return -1;
            }

            @Override
            public long skip(long count) {
                driver.called(this, method(InputStream.class, "skip"));
                return 0;
            }

            @Override
            public int available() {
                driver.called(this, method(InputStream.class, "available"));
                return 0;
            }

            @Override
            public void close() {
                driver.called(this, method(InputStream.class, "close"));
            }

            @Override
            public void mark(int limit) {
                driver.called(this, method(InputStream.class, "mark"));
            }

            @Override
            public void reset() {
                driver.called(this, method(InputStream.class, "reset"));
            }

            @Override
            public boolean markSupported() {
                driver.called(this, method(InputStream.class, "markSupported"));
                return true;
            }
        };
    }

    static Reader reader(ScriptedDriver driver) {
        return new Reader() {
            @Override
            public int read(char[] chars, int offset, int length) {
                driver.called(this, method(Reader.class, "read"));
                return -1;
            }

            @Override
            public long skip(long count) {
                driver.called(this, method(Reader.class, "skip"));
                return 0;
            }

            @Override
            public boolean ready() {
                driver.called(this, method(Reader.class, "ready"));
                return true;
            }

            @Override
            public void mark(int limit) {
                driver.called(this, method(Reader.class, "mark"));
            }

            @Override
            public void reset() {
                driver.called(this, method(Reader.class, "reset"));
            }

            @Override
            public boolean markSupported() {
                driver.called(this, method(Reader.class, "markSupported"));
                return true;
            }

            @Override
            public void close() {
                driver.called(this, method(Reader.class, "close"));
            }
        };
    }

    static OutputStream output(ScriptedDriver driver) {
        return new OutputStream() {
            @Override
            public void write(int octet) {
                driver.called(this, method(OutputStream.class, "write"));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                driver.called(this, method(OutputStream.class, "write"));
            }

            @Override
            public void flush() {
                driver.called(this, method(OutputStream.class, "flush"));
            }

            @Override
            public void close() {
                driver.called(this, method(OutputStream.class, "close"));
            }
        };
    }

    static Writer writer(ScriptedDriver driver) {
        return new Writer() {
            @Override
            public void write(char[] chars, int offset, int length) {
                driver.called(this, method(Writer.class, "write"));
            }

            @Override
            public void flush() {
                driver.called(this, method(Writer.class, "flush"));
            }

            @Override
            public void close() {
                driver.called(this, method(Writer.class, "close"));
            }
        };
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
