package org.zhuqi.intake.web.open311;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.intake.domain.open311.Submission;
import org.zhuqi.intake.domain.open311.Submission.Place;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;

/** Reads the form of {@code POST requests}. A parameter that is empty is none; what is not known is passed over. */
final class SubmissionForm {
    /** What the specification lets a description have. */
    private static final int DESCRIPTION = 4_000;

    private static final int ADDRESS = 300;
    private static final int ADDRESS_ID = 100;
    private static final int MEDIA_URL = 400;
    private static final Pattern ATTRIBUTE = Pattern.compile("attribute\\[([^\\[\\]]{1,64})](\\[\\d{0,3}])?");
    private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}(\\.\\d{1,15})?");
    private static final Set<String> PERSONAL = Set.of("email", "first_name", "last_name", "phone", "device_id");

    private final HttpServletRequest request;
    private final List<FieldError> faults = new ArrayList<>();

    private SubmissionForm(HttpServletRequest request) {
        this.request = request;
    }

    /** @throws org.zhuqi.platform.web.ProblemException naming every parameter that does not fit */
    static Submission read(CatalogueItemId service, HttpServletRequest request) {
        return new SubmissionForm(request).read(service);
    }

    /** Whether something about a person came along, which is thrown away. */
    static boolean tellsOfPersons(HttpServletRequest request) {
        return PERSONAL.stream().anyMatch(name -> text(request, name) != null);
    }

    static @Nullable String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private Submission read(CatalogueItemId service) {
        BigDecimal latitude = degrees("lat", 90);
        BigDecimal longitude = degrees("long", 180);
        if ((text(request, "lat") == null) != (text(request, "long") == null)) {
            fault("lat", "lat and long come together.", "lat 与 long 须同时提供。");
        }
        Place place = new Place(latitude, longitude, text("address_string", ADDRESS), text("address_id", ADDRESS_ID));
        if (place.isEmpty() && faults.isEmpty()) {
            fault(
                    "address_string",
                    "Please say where it is: lat and long, address_string or address_id.",
                    "请提供地点：lat 与 long，或 address_string，或 address_id。");
        }
        Submission submission = new Submission(
                service,
                text(request, "account_id"),
                text("description", DESCRIPTION),
                place,
                mediaUrl(),
                attributes());
        if (!faults.isEmpty()) {
            throw Problem.badRequest("The parameters are not valid.", "参数有误。")
                    .withErrors(faults)
                    .asException();
        }
        return submission;
    }

    private @Nullable String text(String name, int most) {
        String text = text(request, name);
        if (text != null && text.codePointCount(0, text.length()) > most) {
            fault(
                    name,
                    "%s takes at most %d characters.".formatted(name, most),
                    "%s 不能超过 %d 个字。".formatted(name, most));
        }
        return text;
    }

    private @Nullable BigDecimal degrees(String name, int most) {
        String text = text(request, name);
        if (text == null) {
            return null;
        }
        if (DEGREES.matcher(text).matches()) {
            BigDecimal degrees = new BigDecimal(text);
            if (degrees.abs().compareTo(BigDecimal.valueOf(most)) <= 0) {
                return degrees;
            }
        }
        fault(
                name,
                "%s is in degrees, from -%d to %d.".formatted(name, most, most),
                "%s 应为度数，-%d 至 %d。".formatted(name, most, most));
        return null;
    }

    /** It is passed on as a text and never fetched from here. */
    private @Nullable String mediaUrl() {
        String text = text("media_url", MEDIA_URL);
        if (text == null) {
            return null;
        }
        try {
            URI uri = URI.create(text);
            if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Said below, as of every other address that is none.
        }
        fault("media_url", "media_url is an address that begins with https://.", "media_url 应为 https:// 开头的网址。");
        return null;
    }

    private Map<String, List<String>> attributes() {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (!parameter.getKey().startsWith("attribute[")) {
                continue;
            }
            Matcher name = ATTRIBUTE.matcher(parameter.getKey());
            if (!name.matches()) {
                fault("attribute", "Attributes are sent as attribute[code]=value.", "属性应以 attribute[代码]=值 的形式提交。");
                continue;
            }
            List<String> values = Arrays.stream(parameter.getValue())
                    .filter(value -> !value.isBlank())
                    .toList();
            if (!values.isEmpty()) {
                attributes
                        .computeIfAbsent(name.group(1), code -> new ArrayList<>())
                        .addAll(values);
            }
        }
        return attributes;
    }

    private void fault(String name, String en, String zh) {
        faults.add(new FieldError("/" + name, en, zh));
    }
}
