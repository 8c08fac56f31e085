package org.zhuqi.directory.domain;

import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;

/**
 * Whom to ask for at an enterprise.
 *
 * @param id of the person
 * @param first whom to ask for first; at most one of an enterprise
 */
public record Contact(String id, DistrictId district, EnterpriseId enterprise, boolean first, Person person) {}
