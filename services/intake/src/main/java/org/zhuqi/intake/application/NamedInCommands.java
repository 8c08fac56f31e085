package org.zhuqi.intake.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.RecordParts;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;

/**
 * Whom a command names must be there: units that take tickets, the colleague who shall handle one, the enterprise for which
 * it is filed. What the directory knows better than the sender is taken from it.
 */
public final class NamedInCommands {
    private final KnownDirectory directory;

    public NamedInCommands(KnownDirectory directory) {
        this.directory = directory;
    }

    /** What is wrong with the names in a command; empty if nothing. */
    public Optional<Problem> faults(TicketCommand command, Caller caller, Locale language) {
        List<FieldError> faults = new ArrayList<>();
        collectAll("", (Record) command, caller, language, faults);
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "unknown-name",
                        faults.size() == 1
                                ? "The directory does not know whom this names: "
                                        + faults.getFirst().detail()
                                : "The directory does not know %d of those whom this names.".formatted(faults.size()),
                        faults.size() == 1
                                ? "名录核对未通过：" + faults.getFirst().detail()
                                : "有 %d 处与名录不符。".formatted(faults.size()))
                .withErrors(faults));
    }

    /** A submission bears the chain and the place of its enterprise as the directory has them, whatever was sent. */
    public TicketCommand completed(TicketCommand command) {
        if (!(command instanceof TicketCommand.Submit submit)) {
            return command;
        }
        return directory
                .enterprise(submit.enterprise())
                .<TicketCommand>map(enterprise -> submit.of(enterprise.chain(), enterprise.place()))
                .orElse(command);
    }

    private void collect(
            String pointer, @Nullable Object value, Caller caller, Locale language, List<FieldError> faults) {
        switch (value) {
            case UnitId unit -> unit(unit, caller).ifPresent(why -> faults.add(fault(pointer, why, language)));
            case EnterpriseId enterprise ->
                enterprise(enterprise, caller).ifPresent(why -> faults.add(fault(pointer, why, language)));
            case AccountId account -> {
                if (pointer.equals("/handler")) {
                    handler(account, caller).ifPresent(why -> faults.add(fault(pointer, why, language)));
                }
            }
            case List<?> list -> {
                for (int index = 0; index < list.size(); index++) {
                    collect(pointer + "/" + index, list.get(index), caller, language, faults);
                }
            }
            case AssistantPart part -> collectAll(pointer, part, caller, language, faults);
            case null -> {}
            default -> {}
        }
    }

    private void collectAll(String pointer, Record whole, Caller caller, Locale language, List<FieldError> faults) {
        RecordParts.forEach(whole, (name, part) -> collect(pointer + "/" + name, part, caller, language, faults));
    }

    private Optional<Sentence> unit(UnitId id, Caller caller) {
        DirectoryEntry.Unit unit = directory
                .unit(id)
                .filter(known -> known.district().equals(caller.district()))
                .orElse(null);
        if (unit == null) {
            return Optional.of(
                    new Sentence("There is no unit %s in your district.".formatted(id), "本区没有单位“%s”。".formatted(id)));
        }
        return unit.active()
                ? Optional.empty()
                : Optional.of(new Sentence(
                        "The unit %s takes no tickets any more.".formatted(unit.name()),
                        "单位“%s”已停用，不再接收诉求单。".formatted(unit.name())));
    }

    /** An enterprise that the caller may not file for is none, as far as the caller can tell. */
    private Optional<Sentence> enterprise(EnterpriseId id, Caller caller) {
        DirectoryEntry.Enterprise enterprise = directory
                .enterprise(id)
                .filter(known -> known.district().equals(caller.district()) && mayFileFor(known, caller))
                .orElse(null);
        if (enterprise == null) {
            return Optional.of(
                    caller.role() == Role.OFFICER
                            ? new Sentence(
                                    "You do not look after an enterprise %s.".formatted(id),
                                    "您未结对联系企业“%s”。".formatted(id))
                            : new Sentence(
                                    "There is no enterprise %s for which you may file.".formatted(id),
                                    "没有您可代为点单的企业“%s”。".formatted(id)));
        }
        return enterprise.active()
                ? Optional.empty()
                : Optional.of(new Sentence(
                        "The enterprise %s files no more.".formatted(enterprise.name()),
                        "企业“%s”已停用，不能再点单。".formatted(enterprise.name())));
    }

    private static boolean mayFileFor(DirectoryEntry.Enterprise enterprise, Caller caller) {
        return switch (caller.role()) {
            case ENTERPRISE -> enterprise.enterprise().equals(caller.enterprise());
            case OFFICER -> caller.looksAfter().contains(enterprise.enterprise());
            case COORDINATOR, SUPERVISOR -> caller.jurisdiction().covers(enterprise.chain(), enterprise.place());
            case HANDLER, AUDITOR, ADMIN, IMPORTER, SYSTEM -> false;
        };
    }

    private Optional<Sentence> handler(AccountId id, Caller caller) {
        return directory
                        .account(id)
                        .filter(account -> account.active()
                                && account.role() == Role.HANDLER
                                && account.district().equals(caller.district())
                                && (caller.unit() == null || caller.unit().equals(account.unit())))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(new Sentence(
                        "There is no handler %s in your unit.".formatted(id), "本单位没有经办人“%s”。".formatted(id)));
    }

    private static FieldError fault(String pointer, Sentence why, Locale language) {
        return new FieldError(pointer, language.equals(Locale.SIMPLIFIED_CHINESE) ? why.zh() : why.en());
    }
}
