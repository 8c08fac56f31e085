package org.zhuqi.notification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.notification.application.Robots;
import org.zhuqi.notification.domain.Robot;
import org.zhuqi.notification.postgres.RobotRows;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;

/** Robots of DingTalk. What they are reached with is written and never read. */
@RestController
@Tag(name = "notifications")
public class RobotController {
    private static final int LONGEST = 500;

    private final Robots robots;
    private final KnownDirectory directory;
    private final InstantSource now;

    public RobotController(Robots robots, KnownDirectory directory, InstantSource now) {
        this.robots = robots;
        this.directory = directory;
        this.now = now;
    }

    @Schema(name = "NotificationRobotForm")
    record RobotForm(
            @Schema(
                    description = "As DingTalk gave it.",
                    example = "https://oapi.dingtalk.com/robot/send?access_token=…")
            @Nullable
            String address,

            @Schema(description = "The key for signatures (加签), as DingTalk gave it.", example = "SEC…") @Nullable
            String secret) {}

    @GetMapping("/api/v1/notification-robots")
    @Operation(summary = "Which groups have a robot; without what it is reached with")
    List<RobotRows.Known> list(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return robots.of(caller.district());
    }

    @PutMapping("/api/v1/notification-robots/{group}")
    @Operation(summary = "The robot of a unit's group, or of the district's ('district')")
    ResponseEntity<Void> put(
            @PathVariable String group,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = RobotForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        RobotForm form = Bodies.read(body, RobotForm.class);
        new Bodies.Needs()
                .the("address", form.address())
                .the("secret", form.secret())
                .orRefuse();
        String address = Bodies.some(form.address());
        String secret = Bodies.some(form.secret());
        Optional<Sentence> fault = address.length() > LONGEST || secret.length() > LONGEST || secret.isEmpty()
                ? Optional.of(new Sentence("this is longer or shorter than it can be", "长度有误。"))
                : robots.fault(address);
        fault.ifPresent(why -> {
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "rule",
                            "The robot is not taken: %s.".formatted(why.en()),
                            "机器人未保存：%s".formatted(why.zh()))
                    .withErrors(List.of(new FieldError("/address", why.en(), why.zh())))
                    .asException();
        });
        mustBeThere(group, caller);
        if (!robots.arePossible()) {
            throw Problem.of(
                            HttpStatus.CONFLICT,
                            "no-key",
                            "This installation has no key to encrypt secrets with (zhuqi.webhooks.secrets-key).",
                            "本系统未配置用于加密的密钥（zhuqi.webhooks.secrets-key）。")
                    .asException();
        }
        robots.put(
                caller.district(),
                group,
                new Robot(address, secret),
                now.instant().truncatedTo(ChronoUnit.MICROS),
                caller.account());
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/api/v1/notification-robots/{group}")
    @Operation(summary = "A group has no robot any more; what waits for it is not sent")
    ResponseEntity<Void> delete(
            @PathVariable String group, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        checked(group);
        if (!robots.remove(caller.district(), group)) {
            throw Problem.notFound("The group '%s' has no robot.".formatted(group), "“%s”没有机器人。".formatted(group))
                    .asException();
        }
        return ResponseEntity.noContent().build();
    }

    private void mustBeThere(String group, Caller caller) {
        UnitId unit = checked(group);
        if (!group.equals(Robots.DISTRICT)
                && directory
                        .unit(unit)
                        .filter(known -> known.district().equals(caller.district()))
                        .isEmpty()) {
            throw Problem.notFound(
                            "There is no unit %s in your district.".formatted(group), "本区没有单位“%s”。".formatted(group))
                    .asException();
        }
    }

    private static UnitId checked(String group) {
        try {
            return UnitId.of(group);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(
                            "'%s' is neither a unit's id nor 'district'.".formatted(group),
                            "“%s”既不是单位编号，也不是 district。".formatted(group))
                    .asException();
        }
    }
}
