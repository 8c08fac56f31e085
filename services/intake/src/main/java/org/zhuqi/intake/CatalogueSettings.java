package org.zhuqi.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param startingData whether districts without a menu get the one that ships with this version
 * @param tellEvery how often an instance looks for changes of the menu that another one left untold
 */
@ConfigurationProperties("zhuqi.catalogue")
public record CatalogueSettings(
        @DefaultValue("true") boolean startingData,
        @DefaultValue("2s") Duration tellEvery) {}
