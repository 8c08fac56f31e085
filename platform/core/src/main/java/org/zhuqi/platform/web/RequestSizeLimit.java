package org.zhuqi.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are larger than anything the API takes, before they are read into memory. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestSizeLimit extends OncePerRequestFilter {
    /** Bytes. The largest command has a few texts of 5,000 characters and lists of twenty entries. */
    static final long COMMAND_BYTES = 256 * 1024;
    /** Bytes. A batch of imported commands, or a table of entries for the directory. */
    static final long IMPORT_BYTES = 8 * 1024 * 1024;
    /** Bytes. What a form says around the file that it carries. */
    static final long FORM_BYTES = 64 * 1024;

    private final long uploadBytes;

    /** @param largestFile that may be uploaded */
    RequestSizeLimit(@Value("${zhuqi.attachments.max-size:20MB}") DataSize largestFile) {
        this.uploadBytes = largestFile.toBytes() + FORM_BYTES;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limit(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            response.setHeader("Connection", "close");
            Problems.write(request, response, tooLarge(limit));
            return;
        }
        chain.doFilter(new Limited(request, limit), response);
    }

    private long limit(String address) {
        if (address.startsWith("/api/v1/imports") || address.startsWith("/api/v1/directory/imports")) {
            return IMPORT_BYTES;
        }
        return address.equals("/api/v1/attachments") ? uploadBytes : COMMAND_BYTES;
    }

    private static Problem tooLarge(long limit) {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "The request is too large: at most %d KiB are taken here.".formatted(limit / 1024),
                "请求过大：此处最多接收 %d KiB。".formatted(limit / 1024));
    }

    /** Counts what a caller sends who did not say how much it will be. */
    private static final class Limited extends HttpServletRequestWrapper {
        private final long limit;

        Limited(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream body = super.getInputStream();
            return new ServletInputStream() {
                private long seen;

                @Override
                public int read() throws IOException {
                    int next = body.read();
                    count(next < 0 ? 0 : 1);
                    return next;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int count = body.read(bytes, offset, length);
                    count(Math.max(count, 0));
                    return count;
                }

                private void count(int more) {
                    seen += more;
                    if (seen > limit) {
                        throw tooLarge(limit).asException();
                    }
                }

                @Override
                public boolean isFinished() {
                    return body.isFinished();
                }

                @Override
                public boolean isReady() {
                    return body.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    body.setReadListener(listener);
                }
            };
        }
    }
}
