package org.zhuqi.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MultipartException;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.observability.Traces;
import tools.jackson.databind.json.JsonMapper;

/** Every way in which a request can fail, as a problem document with one sentence in the caller's language. */
@RestControllerAdvice
public class Problems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Further members stand beside the standard ones (RFC 9457), as Spring's own converter writes them. */
    private static final JsonMapper DOCUMENTS = Json.MAPPER
            .rebuild()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();

    private static final List<String> OF_THE_BODY = List.of(
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.ACCEPT_RANGES,
            HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED);

    /** What cannot be done for now is told with when to ask again. */
    private static final String TRY_AGAIN_SECONDS = "5";

    private static final Problem NO_FORM_OF_OURS =
            Problem.badRequest("The request is not of a form that is taken here.", "请求格式不被接受。");

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(
            ProblemException thrown, HttpServletRequest request, HttpServletResponse response) {
        forgetTheAnswer(response);
        return answer(thrown.problem(), request);
    }

    /** What Spring itself refuses: unknown addresses, methods and media types, missing or wrong parameters. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> answer(Exception thrown, HttpServletRequest request, HttpServletResponse response) {
        if (thrown instanceof AsyncRequestNotUsableException) {
            LOG.debug("the caller of {} has gone", request.getRequestURI());
            return null;
        }
        forgetTheAnswer(response);
        ProblemException wrapped = causeOf(thrown, ProblemException.class);
        if (wrapped != null) {
            // The message converters wrap what a filter throws while they read the body.
            return answer(wrapped.problem(), request);
        }
        if (thrown instanceof RequestRejectedException) {
            LOG.debug("rejected: {}", thrown.getMessage());
            return answer(NO_FORM_OF_OURS, request);
        }
        if (thrown instanceof TypeMismatchException mismatch) {
            return answer(unsuitable(mismatch), request);
        }
        if (thrown instanceof HttpMessageNotReadableException) {
            return answer(
                    Problem.badRequest(
                            "The body is not JSON of the form that this address asks for.", "请求正文不是该接口要求的 JSON 格式。"),
                    request);
        }
        if (thrown instanceof ErrorResponse refused) {
            HttpStatusCode status = refused.getStatusCode();
            if (status.is4xxClientError()) {
                HttpStatus known = HttpStatus.valueOf(status.value());
                ResponseEntity<ProblemDetail> answer =
                        answer(ofStatus(known, refused.getBody().getDetail()), request);
                HttpHeaders headers = new HttpHeaders(answer.getHeaders());
                headers.addAll(refused.getHeaders());
                return new ResponseEntity<>(answer.getBody(), headers, known);
            }
        }
        if (thrown instanceof MultipartException) {
            LOG.debug("not a form: {}", thrown.getMessage());
            return answer(
                    Problem.badRequest(
                            "The form cannot be read (multipart/form-data).", "表单无法读取（multipart/form-data）。"),
                    request);
        }
        if (thrown instanceof InvalidParameterException) {
            LOG.debug("unreadable parameters: {}", thrown.getMessage());
            return answer(NO_FORM_OF_OURS, request);
        }
        return answer(unexpected(thrown, request), request);
    }

    /** The headers may say already how long a file is of which nothing will be sent: the refusal is not that file. */
    private static void forgetTheAnswer(HttpServletResponse response) {
        if (!response.isCommitted()) {
            response.resetBuffer();
            OF_THE_BODY.forEach(header -> response.setHeader(header, null));
        }
    }

    private static Problem unsuitable(TypeMismatchException mismatch) {
        String name = mismatch.getPropertyName() == null ? "?" : mismatch.getPropertyName();
        return Problem.badRequest(
                "The parameter '%s' does not take the value '%s'.".formatted(name, mismatch.getValue()),
                "参数“%s”的值“%s”无效。".formatted(name, mismatch.getValue()));
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable thrown, Class<T> kind) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }

    private static Problem unexpected(Exception thrown, HttpServletRequest request) {
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {}: {} {} failed", incident, request.getMethod(), request.getRequestURI(), thrown);
        return Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "Something went wrong on our side. If it stays, give this number to your administrator: "
                                + incident,
                        "系统出现问题。如持续出现，请将此编号告知管理员：" + incident)
                .with("incident", incident);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException thrown)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        boolean sent = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        write(
                request,
                response,
                Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthenticated",
                        sent
                                ? "The access token is not valid (any more). Please log in again."
                                : "Please log in: the request has no access token.",
                        sent ? "登录凭证无效或已过期，请重新登录。" : "请先登录。"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException thrown)
            throws IOException {
        Refused refused = thrown instanceof AuthorizationDeniedException denied
                        && denied.getAuthorizationResult() instanceof Refused known
                ? known
                : Refused.because(Problem.of(
                        HttpStatus.FORBIDDEN, "forbidden", "Your role does not allow this.", "您的角色无权执行此操作。"));
        refused.headers().forEach(response::setHeader);
        write(request, response, refused.problem());
    }

    /** What the firewall in front of the security chain takes for an attack, or for no HTTP. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException thrown)
            throws IOException {
        LOG.debug("rejected: {}", thrown.getMessage());
        write(request, response, NO_FORM_OF_OURS);
    }

    /** Writes a problem from outside of a controller, such as a filter. */
    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        write(request, response, problem, Traces.current());
    }

    /** @param trace by which the refusal is found in the log */
    static void write(HttpServletRequest request, HttpServletResponse response, Problem problem, @Nullable String trace)
            throws IOException {
        ProblemDetail document = document(problem, request);
        document.setProperty("traceId", trace);
        response.setStatus(problem.status().value());
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, TRY_AGAIN_SECONDS);
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.getOutputStream().write(DOCUMENTS.writeValueAsBytes(document));
    }

    private static ResponseEntity<ProblemDetail> answer(Problem problem, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, TRY_AGAIN_SECONDS);
        }
        return answer.body(document(problem, request));
    }

    private static ProblemDetail document(Problem problem, HttpServletRequest request) {
        ProblemDetail detail = problem.detail(Language.isChinese(request));
        detail.setInstance(address(request));
        return detail;
    }

    /** What was asked for, unless it is no address at all. */
    private static @Nullable URI address(HttpServletRequest request) {
        try {
            return request.getRequestURI() == null ? null : new URI(request.getRequestURI());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** For a refusal of which nothing but the status is known. */
    static Problem ofStatus(HttpStatus status) {
        return ofStatus(status, null);
    }

    private static Problem ofStatus(HttpStatus status, @Nullable String detail) {
        return Problem.of(
                status,
                status.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                detail == null ? status.getReasonPhrase() + "." : detail,
                zh(status));
    }

    private static String zh(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "该地址不存在。";
            case METHOD_NOT_ALLOWED -> "该地址不支持此请求方法。";
            case UNSUPPORTED_MEDIA_TYPE -> "不支持的内容类型，请使用 application/json。";
            case NOT_ACCEPTABLE -> "无法以所要求的格式返回。";
            case BAD_REQUEST -> "请求参数有误。";
            default -> "请求未被接受（" + status.value() + "）。";
        };
    }

    /** For tests and documents: the fields of a problem that are always there. */
    static final List<String> MEMBERS = List.of("type", "title", "status", "detail", "instance");
}
