package io.leasehold.gateway.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what HTTP itself refuses by its status in words, and nothing of what came or went wrong. Safe for any number of threads. */
final class HttpErrors extends ErrorHandler {

    private final BiConsumer<String, String> garbage;

    /** @param garbage is told of requests that are none: from where, and what it was */
    HttpErrors(BiConsumer<String, String> garbage) {
        this.garbage = garbage;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        if (HttpStatus.isClientError(status) && status != HttpStatus.NOT_FOUND_404) {
            garbage.accept(String.valueOf(Request.getRemoteAddr(request)), "what is no request");
        }
        return HttpAnswers.sentence(response, callback, status, HttpStatus.getMessage(status) + ".");
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        return ByteBuffer.wrap((HttpStatus.getMessage(status) + ".\n").getBytes(StandardCharsets.UTF_8));
    }
}
