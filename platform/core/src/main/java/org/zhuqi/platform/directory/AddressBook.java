package org.zhuqi.platform.directory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;

/**
 * Where persons can be reached, asked for at the moment at which something is sent to them. Whoever asks keeps none of it:
 * names, phones and mail addresses live in the directory alone.
 */
public interface AddressBook {
    /** Where somebody can be reached; either may be unknown. */
    record Address(@Nullable String mail, @Nullable String phone) {}

    /** Empty of whoever has no account that may do anything, or was erased. */
    Optional<Address> of(AccountId account);
}
