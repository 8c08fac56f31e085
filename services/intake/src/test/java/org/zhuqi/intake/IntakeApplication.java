package org.zhuqi.intake;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.platform.PlatformModule;

/** Intake alone, as its tests run it. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({PlatformModule.class, IntakeModule.class})
class IntakeApplication {}
