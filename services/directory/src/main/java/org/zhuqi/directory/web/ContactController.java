package org.zhuqi.directory.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.directory.application.ChangingContacts;
import org.zhuqi.directory.application.ChangingContacts.Outcome;
import org.zhuqi.directory.domain.Contact;
import org.zhuqi.directory.domain.Masking;
import org.zhuqi.directory.domain.OpaqueId;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.ContactRows;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Versions;

/** Whom to ask for at an enterprise. Personal data can be written here and is only shown masked. */
@RestController
@RequestMapping(Answers.ROOT + "enterprises/{enterprise}/contacts")
@Tag(name = "directory")
public class ContactController {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Tables tables;
    private final ContactRows contacts;
    private final ChangingContacts changing;

    public ContactController(Tables tables, ContactRows contacts, ChangingContacts changing) {
        this.tables = tables;
        this.contacts = contacts;
        this.changing = changing;
    }

    record ContactDocument(
            AccountId id,
            EnterpriseId enterprise,

            @Schema(description = "Whom to ask for first.") boolean first,

            @Schema(description = "Masked.", example = "王*") String name,

            @Schema(description = "Masked.", example = "138****1234") @Nullable
            String phone,

            @Schema(description = "Masked.", example = "z***@example.cn") @Nullable
            String mail,

            @Nullable String title,
            long version,
            Instant changedAt,
            AccountId changedBy) {
        static ContactDocument of(Stored<Contact> stored) {
            Contact it = stored.entry();
            return new ContactDocument(
                    new AccountId(it.id()),
                    it.enterprise(),
                    it.first(),
                    Masking.name(it.person().name()),
                    Masking.phone(it.person().phone()),
                    Masking.mail(it.person().mail()),
                    it.person().title(),
                    stored.version(),
                    stored.changedAt(),
                    stored.changedBy());
        }
    }

    @JsonIgnoreProperties({"id", "enterprise", "version", "changedAt", "changedBy"})
    record ContactForm(
            @Schema(description = "Absent: unchanged.") @Nullable
            String name,

            @Schema(description = "Absent: unchanged; empty: removed.") @Nullable
            String phone,

            @Schema(description = "Absent: unchanged; empty: removed.") @Nullable
            String mail,

            @Schema(description = "Absent: unchanged; empty: removed.") @Nullable
            String title,

            @Schema(description = "Whom to ask for first: takes the place of who was. Absent: unchanged.") @Nullable
            Boolean first) {}

    @GetMapping
    @Operation(summary = "The contacts of an enterprise, masked", description = "Whom to ask for first comes first.")
    List<ContactDocument> list(
            @PathVariable String enterprise, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        EnterpriseId of = visible(enterprise, caller);
        return contacts.of(of).stream().map(ContactDocument::of).toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "A contact, masked")
    ResponseEntity<ContactDocument> one(
            @PathVariable String enterprise,
            @PathVariable String id,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        EnterpriseId of = visible(enterprise, caller);
        return Answers.one(
                contacts.find(of, id).orElseThrow(() -> Answers.missing("contact", "联系人", id)), ContactDocument::of);
    }

    @PostMapping
    @Operation(summary = "Add a contact", description = "Role ADMIN. The first one is whom to ask for first.")
    ResponseEntity<ContactDocument> add(
            @PathVariable String enterprise,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ContactForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        EnterpriseId of = visible(enterprise, caller);
        ContactForm form = Bodies.read(body, ContactForm.class);
        new Bodies.Needs().the("name", form.name()).orRefuse();
        return answer(
                changing.add(
                        caller.district(),
                        of,
                        OpaqueId.next("p", RANDOM),
                        Persons.changed(null, form.name(), form.phone(), form.mail(), form.title()),
                        Boolean.TRUE.equals(form.first()),
                        caller.account()),
                HttpStatus.CREATED,
                enterprise);
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a contact", description = "Role ADMIN. What is absent stays as it is.")
    ResponseEntity<ContactDocument> replace(
            @PathVariable String enterprise,
            @PathVariable String id,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ContactForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        EnterpriseId of = visible(enterprise, caller);
        long version = Versions.required(ifMatch);
        ContactForm form = Bodies.read(body, ContactForm.class);
        return answer(
                changing.replace(
                        caller.district(),
                        of,
                        id,
                        version,
                        before -> new Contact(
                                before.id(),
                                before.district(),
                                before.enterprise(),
                                form.first() == null ? before.first() : form.first(),
                                Persons.changed(before.person(), form.name(), form.phone(), form.mail(), form.title())),
                        caller.account()),
                HttpStatus.OK,
                id);
    }

    @DeleteMapping("/{id}")
    @Operation(
            summary = "Remove a contact",
            description =
                    "Role ADMIN. The person stays known where a ticket names it; erasing a person is another matter.")
    ResponseEntity<ContactDocument> remove(
            @PathVariable String enterprise,
            @PathVariable String id,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        EnterpriseId of = visible(enterprise, caller);
        return answer(
                changing.remove(caller.district(), of, id, Versions.required(ifMatch), caller.account()),
                HttpStatus.OK,
                id);
    }

    private EnterpriseId visible(String enterprise, Caller caller) {
        return EnterpriseController.visible(tables, enterprise, caller)
                .entry()
                .told()
                .enterprise();
    }

    private static ResponseEntity<ContactDocument> answer(Outcome outcome, HttpStatus status, String id) {
        return switch (outcome) {
            case Outcome.Done done -> {
                Stored<Contact> contact = done.contact();
                var answer = ResponseEntity.status(status).eTag(Versions.etag(contact.version()));
                yield (status == HttpStatus.CREATED
                                ? answer.header(
                                        "Location",
                                        "%senterprises/%s/contacts/%s"
                                                .formatted(
                                                        Answers.ROOT,
                                                        contact.entry().enterprise(),
                                                        contact.entry().id()))
                                : answer)
                        .body(ContactDocument.of(contact));
            }
            case Outcome.Removed removed -> ResponseEntity.noContent().build();
            case Outcome.Missing missing -> throw Answers.missing("contact", "联系人", id);
            case Outcome.Stale stale -> throw Versions.stale(stale.version());
            case Outcome.Refused refused -> throw Answers.refused(refused.faults());
        };
    }
}
