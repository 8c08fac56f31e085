package org.zhuqi.intake.application;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.postgres.AttachmentRows;
import org.zhuqi.intake.postgres.UseRows;
import org.zhuqi.platform.access.AccessRecord;
import org.zhuqi.platform.access.TicketAccessRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.TicketAccess;

/**
 * Who may have a file: whoever may see a ticket that names it, internal notes aside; and, until a ticket is known to do so,
 * who uploaded it. So a file can be read at once after its command was accepted, before its event has come here.
 */
public final class FindingAttachments {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final AttachmentRows attachments;
    private final UseRows uses;
    private final TicketAccessRows access;

    public FindingAttachments(AttachmentRows attachments, UseRows uses, TicketAccessRows access) {
        this.attachments = attachments;
        this.uses = uses;
        this.access = access;
    }

    /** Empty if there is none, or none that the caller may know of. */
    public Optional<StoredAttachment> find(Caller caller, String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        return attachments
                .find(id)
                .filter(stored -> stored.district().equals(caller.district()))
                .filter(stored -> isGranted(stored, caller));
    }

    private boolean isGranted(StoredAttachment stored, Caller caller) {
        List<AttachmentUse> named = uses.of(stored.attachment().id());
        if (named.isEmpty()) {
            return stored.wasUploadedBy(caller);
        }
        Map<TicketId, AccessRecord> tickets =
                access.find(named.stream().map(AttachmentUse::ticket).collect(Collectors.toSet()));
        return named.stream()
                .filter(use -> !use.internal() || TicketAccess.showsInternalNotesTo(caller))
                .map(use -> tickets.get(use.ticket()))
                .anyMatch(ticket -> ticket != null && ticket.access().isGrantedTo(caller));
    }
}
