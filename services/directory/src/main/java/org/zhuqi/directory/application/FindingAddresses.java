package org.zhuqi.directory.application;

import java.util.Optional;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.domain.Person;
import org.zhuqi.directory.domain.PersonFacts;
import org.zhuqi.directory.postgres.PersonalDataRows;
import org.zhuqi.platform.directory.AddressBook;
import org.zhuqi.platform.directory.KnownDirectory;

/** Where an account's person can be reached, for whatever sends them something. */
public final class FindingAddresses implements AddressBook {
    private final PersonalDataRows persons;
    private final KnownDirectory directory;

    public FindingAddresses(PersonalDataRows persons, KnownDirectory directory) {
        this.persons = persons;
        this.directory = directory;
    }

    @Override
    public Optional<Address> of(AccountId account) {
        return directory
                .account(account)
                .filter(DirectoryEntry.Account::active)
                .flatMap(known -> persons.findAnywhere(account))
                .filter(facts -> facts.erasedAt() == null)
                .map(PersonFacts::person)
                .map(FindingAddresses::address);
    }

    private static Address address(Person person) {
        return new Address(person.mail(), person.phone());
    }
}
