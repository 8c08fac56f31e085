package org.zhuqi.intake.web.open311;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.Open311Settings;
import org.zhuqi.intake.application.open311.Filer;
import org.zhuqi.intake.application.open311.Filing;
import org.zhuqi.intake.application.open311.FilingRequests;
import org.zhuqi.intake.application.open311.FilingRequests.Result;
import org.zhuqi.intake.application.open311.Services;
import org.zhuqi.intake.application.open311.ToldRequest;
import org.zhuqi.intake.domain.open311.Submission;
import org.zhuqi.intake.postgres.CatalogueRows;
import org.zhuqi.intake.postgres.open311.FilingRows;
import org.zhuqi.intake.postgres.open311.ServiceRequestRows;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.network.RemoteNetwork;
import org.zhuqi.platform.security.RandomSecrets;
import org.zhuqi.platform.web.IdempotencyKey;
import org.zhuqi.platform.web.Language;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;

/**
 * Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2), so that any of its clients can file and follow. Parameters that are
 * not known are passed over, as its clients send extensions. The menu is read by everybody, requests with a key alone.
 */
@Hidden
@RestController
@RequestMapping("/open311/v2")
class GeoReportController {
    private static final Logger LOG = LoggerFactory.getLogger(GeoReportController.class);
    private static final String SPECIFICATION = "http://wiki.open311.org/GeoReport_v2";
    private static final DateTimeFormatter CHANGED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Services services;
    private final FilingRequests filing;
    private final ServiceRequestRows requests;
    private final FilingRows filings;
    private final CatalogueRows catalogue;
    private final KnownDirectory directory;
    private final Open311Settings settings;
    private final InstantSource now;

    GeoReportController(
            Services services,
            FilingRequests filing,
            ServiceRequestRows requests,
            FilingRows filings,
            CatalogueRows catalogue,
            KnownDirectory directory,
            Open311Settings settings,
            InstantSource now) {
        this.services = services;
        this.filing = filing;
        this.requests = requests;
        this.filings = filings;
        this.catalogue = catalogue;
        this.directory = directory;
        this.settings = settings;
        this.now = now;
    }

    @GetMapping("/discovery.{format}")
    ResponseEntity<byte[]> discovery(@PathVariable String format) {
        String changed = CHANGED.format(catalogue.changedAt().orElse(Instant.EPOCH));
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("specification", SPECIFICATION);
        endpoint.put(
                "url",
                ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/open311/v2")
                        .toUriString());
        endpoint.put("changeset", changed);
        endpoint.put("type", settings.type());
        endpoint.put("formats", List.of("text/xml", MediaType.APPLICATION_JSON_VALUE));
        Map<String, Object> discovery = new LinkedHashMap<>();
        discovery.put("changeset", changed);
        discovery.put("contact", settings.contact());
        discovery.put("key_service", settings.keyService());
        discovery.put("endpoints", List.of(endpoint));
        return new Document("discovery", discovery).answer(HttpStatus.OK, format(format));
    }

    @GetMapping("/services.{format}")
    ResponseEntity<byte[]> services(@PathVariable String format, HttpServletRequest request) {
        Document.Format wanted = format(format);
        Telling telling = new Telling(Language.isChinese(request));
        return new Document(
                        "services",
                        services.of(jurisdiction(request)).stream()
                                .map(telling::service)
                                .toList())
                .answer(HttpStatus.OK, wanted);
    }

    @GetMapping("/services/{code}.{format}")
    ResponseEntity<byte[]> definition(
            @PathVariable String code, @PathVariable String format, HttpServletRequest request) {
        Document.Format wanted = format(format);
        CatalogueEntry service = service(jurisdiction(request), code);
        return new Document("service_definition", new Telling(Language.isChinese(request)).definition(service))
                .answer(HttpStatus.OK, wanted);
    }

    @PostMapping("/requests.{format}")
    ResponseEntity<byte[]> file(
            @PathVariable String format,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            HttpServletRequest request) {
        Document.Format wanted = format(format);
        Filer filer = filer(request);
        DistrictId district = jurisdiction(request);
        String code = SubmissionForm.text(request, "service_code");
        if (code == null) {
            throw Problem.badRequest("service_code is missing.", "缺少 service_code。")
                    .asException();
        }
        CatalogueEntry service = service(district, code);
        Submission submission = SubmissionForm.read(service.item(), request);
        boolean chinese = Language.isChinese(request);
        Result result = filing.file(
                filer,
                submission,
                service,
                IdempotencyKey.checked(key),
                chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH,
                RemoteNetwork.of(request));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        HttpStatus status = switch (result) {
            case Result.Filed filed -> {
                answer.put("service_request_id", filed.number().text());
                yield HttpStatus.CREATED;
            }
            case Result.Waiting waiting -> {
                answer.put("token", waiting.token());
                yield HttpStatus.ACCEPTED;
            }
            case Result.Unfit unfit -> throw unfit.problem().asException();
        };
        answer.put("service_notice", notice(SubmissionForm.tellsOfPersons(request), chinese));
        answer.put("account_id", null);
        return requestList(List.of(answer)).answer(status, wanted);
    }

    private static @Nullable String notice(boolean personal, boolean chinese) {
        if (!personal) {
            return null;
        }
        return chinese
                ? "所提交的姓名、电话、邮箱等个人信息未予保存；如需联系，将联系企业在名录中登记的联系人。"
                : "Names, phone numbers and mail addresses that came along were not kept; the enterprise's contacts in the directory are asked instead.";
    }

    @GetMapping("/tokens/{token}.{format}")
    ResponseEntity<byte[]> token(@PathVariable String token, @PathVariable String format, HttpServletRequest request) {
        Document.Format wanted = format(format);
        DistrictId district = jurisdiction(request);
        Filing found = filings.byToken(RandomSecrets.hash(token))
                .filter(known -> known.district().equals(district))
                .orElseThrow(() -> Problem.notFound("There is no such token.", "该 token 不存在。")
                        .asException());
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        var number = requests.number(found.ticket());
        if (number.isPresent()) {
            answer.put("service_request_id", number.get().text());
        } else if (found.refused() != null) {
            throw Problem.badRequest(
                            "The request was not taken: " + found.refused().en() + ".",
                            "该诉求未被受理：" + found.refused().zh() + "。")
                    .asException();
        }
        answer.put("token", token);
        return requestList(List.of(answer)).answer(HttpStatus.OK, wanted);
    }

    @GetMapping("/requests.{format}")
    ResponseEntity<byte[]> requests(@PathVariable String format, HttpServletRequest request) {
        Document.Format wanted = format(format);
        Filer filer = filer(request);
        jurisdiction(request);
        Optional<Set<String>> ids = RequestList.ids(request);
        List<ToldRequest> found = ids.isPresent()
                ? requests.find(filer.caller(), ids.get())
                : requests.find(filer.caller(), RequestList.filter(request, now.instant()));
        return requestList(told(found, request)).answer(HttpStatus.OK, wanted);
    }

    @GetMapping("/requests/{id}.{format}")
    ResponseEntity<byte[]> request(@PathVariable String id, @PathVariable String format, HttpServletRequest request) {
        Document.Format wanted = format(format);
        Filer filer = filer(request);
        jurisdiction(request);
        List<ToldRequest> found = requests.find(filer.caller(), Set.of(id));
        if (found.isEmpty()) {
            throw Problem.notFound("There is no such service_request_id.", "没有该 service_request_id，或无权查看。")
                    .asException();
        }
        return requestList(told(found, request)).answer(HttpStatus.OK, wanted);
    }

    private List<Map<String, @Nullable Object>> told(List<ToldRequest> found, HttpServletRequest request) {
        Telling telling = new Telling(Language.isChinese(request));
        Map<TicketId, Filing> filed =
                filings.of(found.stream().map(each -> each.request().ticket()).toList());
        return found.stream()
                .map(each -> telling.request(
                        each,
                        services.ever(each.request().district(), each.request().item())
                                .orElse(null),
                        filed.get(each.request().ticket()),
                        directory))
                .toList();
    }

    private static Document requestList(List<Map<String, @Nullable Object>> answers) {
        return new Document("service_requests", answers);
    }

    private static Filer filer(HttpServletRequest request) {
        return ApiKeyFilter.filer(request)
                .orElseThrow(() -> Refusals.missingKey().asException());
    }

    private CatalogueEntry service(DistrictId district, String code) {
        return RequestList.code(code)
                .flatMap(item -> services.find(district, item))
                .orElseThrow(() -> Problem.notFound(
                                "There is no service_code '%s' in %s.".formatted(cut(code), district),
                                "%s 没有 service_code“%s”。".formatted(district, cut(code)))
                        .asException());
    }

    /**
     * The district. Who has a key need not name it, nor anybody where there is but one; a key is good in its own district
     * only.
     */
    private DistrictId jurisdiction(HttpServletRequest request) {
        Optional<DistrictId> ofKey =
                ApiKeyFilter.filer(request).map(filer -> filer.caller().district());
        String named = SubmissionForm.text(request, "jurisdiction_id");
        if (named == null) {
            return ofKey.or(this::onlyDistrict)
                    .orElseThrow(() -> Problem.badRequest(
                                    "jurisdiction_id is missing: the district, such as QT.",
                                    "缺少 jurisdiction_id（区县代码，例如 QT）。")
                            .asException());
        }
        DistrictId district = active().stream()
                .filter(known -> known.text().equals(named))
                .findFirst()
                .orElseThrow(() -> Problem.notFound(
                                "There is no jurisdiction_id '%s'.".formatted(cut(named)),
                                "jurisdiction_id“%s”不存在。".formatted(cut(named)))
                        .asException());
        if (ofKey.isPresent() && !ofKey.get().equals(district)) {
            throw Problem.of(
                            HttpStatus.FORBIDDEN,
                            "invalid-key",
                            "Invalid api_key: it is of %s, not of %s.".formatted(ofKey.get(), district),
                            "api_key 无效：属于 %s，不属于 %s。".formatted(ofKey.get(), district))
                    .asException();
        }
        return district;
    }

    private Optional<DistrictId> onlyDistrict() {
        List<DistrictId> active = active();
        return active.size() == 1 ? Optional.of(active.getFirst()) : Optional.empty();
    }

    private List<DistrictId> active() {
        Collection<DirectoryEntry.District> all = directory.districts();
        return all.stream()
                .filter(DirectoryEntry.District::active)
                .map(DirectoryEntry.District::district)
                .toList();
    }

    private static String cut(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }

    private static Document.Format format(String text) {
        Document.Format format = Document.Format.of(text);
        if (format == null) {
            throw Problem.notFound("There are .json and .xml here.", "此处只提供 .json 和 .xml。")
                    .asException();
        }
        return format;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(ProblemException thrown, HttpServletRequest request) {
        return refusal(thrown.problem(), request);
    }

    /** What Spring itself refuses, and what went wrong on our side. */
    @ExceptionHandler
    ResponseEntity<byte[]> failed(Exception thrown, HttpServletRequest request) {
        if (thrown instanceof RequestRejectedException) {
            return refusal(Problem.badRequest("The parameters cannot be read.", "参数无法解析。"), request);
        }
        if (thrown instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            HttpStatus status = Objects.requireNonNullElse(
                    HttpStatus.resolve(known.getStatusCode().value()), HttpStatus.BAD_REQUEST);
            return refusal(
                    Problem.of(status, "bad-request", "The request is not of the form that is taken here.", "请求格式有误。"),
                    request);
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {}: {} {} failed", incident, request.getMethod(), request.getRequestURI(), thrown);
        return refusal(
                Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "Something went wrong on our side. If it stays, give this number to your administrator: "
                                + incident,
                        "系统出现问题。如持续出现，请将此编号告知管理员：" + incident),
                request);
    }

    private static ResponseEntity<byte[]> refusal(Problem problem, HttpServletRequest request) {
        Document.Format format = request.getRequestURI().endsWith(".xml") ? Document.Format.XML : Document.Format.JSON;
        return Refusals.document(problem, Language.isChinese(request))
                .answer(Refusals.status(problem.status()), format);
    }
}
