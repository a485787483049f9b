# The packaged jar on a Java 17 runtime, not as root. Build the jar first: mvn -q package
# There is no Docker engine where this was written: the jar is tested, building this image was not.
FROM eclipse-temurin:17-jre

RUN groupadd --system --gid 10001 onboarding \
 && useradd --system --uid 10001 --gid onboarding --home-dir /app --no-create-home onboarding \
 && mkdir -p /app/data \
 && chown onboarding:onboarding /app/data
WORKDIR /app
COPY target/partner-onboarding.jar /app/partner-onboarding.jar

USER 10001:10001
# Used only by the embedded database and broker.
VOLUME /app/data
EXPOSE 8080

ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "-jar", "/app/partner-onboarding.jar"]
