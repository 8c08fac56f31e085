package org.zhuqi.platform.web;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What the web server refuses before any application is asked, such as an address with a character that none may have: a
 * problem document as everywhere, where it would send a page of its own.
 */
@Component
class ServerRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                // Behind the one that Spring Boot has put there, so this one comes first on the way back.
                host.getPipeline().addValve(new AsProblem());
            }
        });
    }

    static final class AsProblem extends ErrorReportValve {
        private static final Logger LOG = LoggerFactory.getLogger(ServerRefusals.class);

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            if (status < 400
                    || response.getContentWritten() > 0
                    || !mayWrite(response)
                    || !response.setErrorReported()) {
                return;
            }
            HttpStatus known = HttpStatus.resolve(status);
            // No trace has begun yet, and yet there must be a number by which it is found in the log.
            String trace = UUID.randomUUID().toString().replace("-", "");
            LOG.info("trace {}: {} before the application was asked", trace, status);
            try {
                Problems.write(
                        request, response, Problems.ofStatus(known == null ? HttpStatus.BAD_REQUEST : known), trace);
                response.finishResponse();
            } catch (IOException e) {
                LOG.debug("the caller has gone: {}", e.getMessage());
            }
        }

        private static boolean mayWrite(Response response) {
            AtomicBoolean may = new AtomicBoolean();
            response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, may);
            return may.get();
        }
    }
}
